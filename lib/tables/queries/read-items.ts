import type { Ctx } from '#lib/core/ctx';
import { sha256 } from '#lib/core/hash';
import type { KeyPart, TableItem } from '#lib/core/tables';
import { canonicalItem, keyOfItem, keyWords } from '#lib/tables/canonical-item';
import type { TableReading } from '#lib/tables/compare-items';
import { EMPTY_FINGERPRINT, type Fingerprint, merged, withItem } from '#lib/tables/fingerprint';
import { sampleOf } from '#lib/tables/sample';

/** So many parts of a table are read at a time. */
const SEGMENTS = 4;
/** Beyond so many items their keys are not held, and only hashes and a sample are compared. */
const MOST_HELD = 100_000;

export interface ReadTable extends TableReading {
  /** Keys of items to compare one by one: of equal tables the same ones. */
  sample: TableItem[];
}

/** Reads every item of a table, in parts and at the same time, and keeps what comparing needs of them. */
export async function readItems(ctx: Ctx, table: string, key: readonly KeyPart[]): Promise<ReadTable> {
  const byKey = new Map<string, string>();
  const sample = sampleOf();
  let isHeld = true;
  const part = async (segment: number): Promise<Fingerprint> => {
    let fingerprint = EMPTY_FINGERPRINT;
    for await (const page of ctx.cloud.tableItems.scan(table, { segment, segments: SEGMENTS })) {
      for (const item of page) {
        const digest = sha256(canonicalItem(item));
        fingerprint = withItem(fingerprint, digest);
        const name = keyWords(item, key);
        sample.offer(sha256(name), keyOfItem(item, key));
        isHeld = isHeld && byKey.size < MOST_HELD;
        if (isHeld) byKey.set(name, digest);
        else byKey.clear();
      }
    }
    return fingerprint;
  };
  const parts = await Promise.all(Array.from({ length: SEGMENTS }, (_, segment) => part(segment)));
  return { fingerprint: merged(parts), byKey: isHeld ? byKey : null, sample: sample.chosen() };
}
