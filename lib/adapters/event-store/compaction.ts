import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { filesToMerge } from '#lib/adapters/event-store/compaction-plan';
import type { FlusherParts } from '#lib/adapters/event-store/flusher';
import {
  COLUMN_TYPES,
  dayFolder,
  PARQUET_OPTIONS,
  quoted,
  ROW_ORDER,
} from '#lib/adapters/event-store/layout';
import type { StoredFile } from '#lib/adapters/event-store/snapshot';
import { sourceOf } from '#lib/adapters/event-store/sources';

/**
 * Merges the files of each day that has too many, one day at a time. A merge that another process was faster with
 * is dropped. `onMerge` hears of the new file before it is committed.
 *
 * @returns how many merges were made.
 */
export async function compact(
  parts: FlusherParts,
  onMerge: (id: string, merged: StoredFile[]) => void,
  signal?: AbortSignal,
): Promise<number> {
  let merges = 0;
  for (const group of await groups(parts)) {
    if (signal?.aborted) break;
    if (await merge(parts, group, onMerge)) merges += 1;
  }
  return merges;
}

async function groups({ reader }: FlusherParts): Promise<StoredFile[][]> {
  const lease = await reader.lease();
  lease.release();
  const bySource = new Map<string, StoredFile[]>();
  for (const file of lease.files) {
    const key = `${file.day} ${sourceOf(file)}`;
    bySource.set(key, [...(bySource.get(key) ?? []), file]);
  }
  const now = Date.now();
  return [...bySource.values()].map((files) => filesToMerge(files, now)).filter((files) => files.length > 1);
}

async function merge(
  parts: FlusherParts,
  wanted: StoredFile[],
  onMerge: (id: string, merged: StoredFile[]) => void,
): Promise<boolean> {
  const [first] = wanted;
  const lease = await parts.reader.lease();
  const staging = await parts.stage();
  try {
    if (!first || !wanted.every((file) => lease.ids.has(file.id))) return false;
    const folder = path.join(staging.folder, dayFolder(first.day));
    await mkdir(folder, { recursive: true });
    const target = path.join(folder, 'merged.parquet');
    await withConnection(parts.engine, (connection) => connection.run(mergeText(wanted, target)));
    const id = randomUUID();
    return await parts.commits.run(async () => {
      const current = await parts.reader.lease();
      current.release();
      if (!wanted.every((file) => current.ids.has(file.id))) return false;
      onMerge(id, wanted);
      staging.handOver();
      const name = `${sourceOf(first)}-${id}-0.parquet`;
      const add = [{ from: target, day: first.day, name }];
      const isApplied = await parts.commits.commit({ add, remove: wanted });
      if (isApplied) await rm(staging.folder, { recursive: true, force: true });
      return true;
    });
  } finally {
    lease.release();
    await staging.discard();
  }
}

function mergeText(files: StoredFile[], target: string): string {
  const paths = files.map((file) => quoted(file.path)).join(', ');
  return `copy (
      select ${Object.keys(COLUMN_TYPES).join(', ')} from read_parquet([${paths}], hive_partitioning = false)
      order by ${ROW_ORDER}
    ) to ${quoted(target)} (${PARQUET_OPTIONS})`;
}
