import { rm } from 'node:fs/promises';
import type { Engine } from '#lib/adapters/duckdb/engine';
import { firstRow, withConnection } from '#lib/adapters/duckdb/with-connection';
import type { CommitLog, Receipt } from '#lib/adapters/event-store/commit';
import { dropDuplicates } from '#lib/adapters/event-store/drop-duplicates';
import { quoted } from '#lib/adapters/event-store/layout';
import type { Snapshot, SnapshotReader, StoredFile } from '#lib/adapters/event-store/snapshot';
import { type StagedFile, type StagingArea, stagedFiles } from '#lib/adapters/event-store/staging';

export interface PublishOptions {
  /** Whether rows whose id is already in the store, or comes twice, are left out. */
  dedupe: boolean;
  /** That no two of the staged rows share an id; then they are not compared with each other. */
  isDistinct?: boolean;
  /** Names where the events come from, if they are to be told from others later. */
  source?: string;
}

interface InnerOptions extends PublishOptions {
  /** Files of the store that are known to share no id with what was staged. */
  isUnrelated?: (file: StoredFile) => boolean;
  /** A journal that has done its work once this is published; without one a receipt is kept. */
  journal?: string;
}

export interface PublishParts {
  commits: CommitLog;
  reader: SnapshotReader;
  engine: Engine;
}

/** How long an id is remembered, whatever day its event is of. */
export const REMEMBERED_MS = 8 * 86_400_000;

/**
 * Makes what was staged part of the store, whole or not at all. An id counts as already there when an event of the
 * same day has it, however old, or any event received in the last 8 days.
 */
export async function publish(
  parts: PublishParts,
  staging: StagingArea,
  options: InnerOptions,
): Promise<Receipt> {
  const total = await countRows(parts.engine, await stagedFiles(staging));
  const checked = new Set<string>();
  const compare = () => compareWithStore(parts, staging, checked, options);
  // The bulk is compared before the lock is taken, so that nobody waits for it; under the lock, what came since.
  let duplicates = options.dedupe ? await compare() : 0;
  return parts.commits.run(async () => {
    if (options.dedupe) duplicates += await compare();
    const files = await stagedFiles(staging);
    const receipt = { accepted: total - duplicates, duplicates };
    staging.handOver();
    const isApplied = await parts.commits.commit({
      add: files.map((file, index) => ({
        from: file.path,
        day: file.day,
        name: `${options.source ?? 'events'}-${staging.id}-${index}.parquet`,
      })),
      remove: [],
      ...(options.journal ? { consume: [options.journal] } : { receipt: { id: staging.id, ...receipt } }),
    });
    if (isApplied) await rm(staging.folder, { recursive: true, force: true });
    return receipt;
  });
}

/** @returns how many rows went. */
async function compareWithStore(
  { reader, engine }: PublishParts,
  staging: StagingArea,
  checked: Set<string>,
  { isDistinct, isUnrelated = () => false }: InnerOptions,
): Promise<number> {
  const staged = await stagedFiles(staging);
  const isAlone = isDistinct === true || checked.size > 0;
  const lease = await reader.lease();
  try {
    const existing = candidates(lease, staged).filter((file) => !checked.has(file.id) && !isUnrelated(file));
    // The first time the staged rows are compared with each other too.
    if (isAlone && existing.length === 0) return 0;
    const dropped = await withConnection(engine, (connection) =>
      dropDuplicates(
        connection,
        staged.map((file) => file.path),
        existing.map((file) => file.path),
      ),
    );
    for (const file of lease.files) checked.add(file.id);
    return dropped;
  } finally {
    lease.release();
  }
}

function candidates(snapshot: Snapshot, staged: StagedFile[]): StoredFile[] {
  const days = new Set(staged.map((file) => file.day));
  const remembered = Date.now() - REMEMBERED_MS;
  return snapshot.files.filter((file) => days.has(file.day) || file.modifiedAt >= remembered);
}

async function countRows(engine: Engine, files: StagedFile[]): Promise<number> {
  if (files.length === 0) return 0;
  const text = `select count(*) from read_parquet([${files.map((file) => quoted(file.path))}])`;
  const [count] = await withConnection(engine, (connection) => firstRow(connection, text));
  return Number(count);
}
