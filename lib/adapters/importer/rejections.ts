import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { csvText } from '#lib/core/csv';
import type { RejectionReason } from '#lib/core/importer';

export interface Rejection {
  line: number;
  /** Null when the whole row is at fault. */
  column: string | null;
  reason: string;
  value: string | null;
}

/** The file lists no more than this many rows; the reasons count all of them. */
const MOST_LISTED = 100_000;

const HEADER = ['line', 'column', 'reason', 'value'];

/** Gathers the rejected rows of one import in a CSV file, and how many there are for each reason. */
export class Rejections {
  count = 0;
  private readonly counts = new Map<string, RejectionReason>();

  constructor(private readonly folder: string) {}

  async add(rejected: Rejection[]): Promise<void> {
    if (rejected.length === 0) return;
    if (this.count === 0) {
      await mkdir(this.folder, { recursive: true });
      await writeFile(fileIn(this.folder), csvText(HEADER, []));
    }
    const listed = rejected.slice(0, Math.max(0, MOST_LISTED - this.count));
    await appendFile(fileIn(this.folder), rowsText(listed));
    if (this.count < MOST_LISTED && this.count + rejected.length > MOST_LISTED) {
      await appendFile(fileIn(this.folder), ',,further rows were rejected and are not listed,\r\n');
    }
    for (const { column, reason } of rejected) this.countOne(column, reason);
    this.count += rejected.length;
  }

  /** The commonest reasons first. */
  reasons(): RejectionReason[] {
    return [...this.counts.values()].toSorted((a, b) => b.count - a.count);
  }

  /** Keeps the reasons beside the rows. */
  async save(): Promise<void> {
    if (this.count === 0) return;
    await writeFile(path.join(this.folder, 'reasons.json'), JSON.stringify(this.reasons().slice(0, 20)));
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  private countOne(column: string | null, reason: string): void {
    const key = JSON.stringify([column, reason]);
    const known = this.counts.get(key);
    if (known) known.count += 1;
    else this.counts.set(key, { column, reason, count: 1 });
  }
}

/** The reasons that `save` kept; none when no row was rejected. */
export async function savedReasons(folder: string): Promise<RejectionReason[]> {
  const text = await readFile(path.join(folder, 'reasons.json'), 'utf8').catch(() => '[]');
  return JSON.parse(text) as RejectionReason[];
}

/** The CSV file of an import; null when no row was rejected. */
export async function rejectionStream(folder: string): Promise<ReadableStream<Uint8Array> | null> {
  const stream = createReadStream(fileIn(folder));
  const isThere = await new Promise<boolean>((resolve) => {
    stream.once('open', () => resolve(true));
    stream.once('error', () => resolve(false));
  });
  return isThere ? (Readable.toWeb(stream) as ReadableStream<Uint8Array>) : null;
}

function fileIn(folder: string): string {
  return path.join(folder, 'rejections.csv');
}

/** The rows alone: `csvText` begins with a header. */
function rowsText(rejected: Rejection[]): string {
  const text = csvText(
    HEADER,
    rejected.map(({ line, column, reason, value }) => [line, column, reason, value]),
  );
  return text.slice(csvText(HEADER, []).length);
}
