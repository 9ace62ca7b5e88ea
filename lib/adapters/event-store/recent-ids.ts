import { DuckDBListValue, LIST, VARCHAR } from '@duckdb/node-api';
import type { Engine } from '#lib/adapters/duckdb/engine';
import { readBatch } from '#lib/adapters/duckdb/read-values';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import { type IdHash, idHashQuery } from '#lib/adapters/event-store/id-hash';
import { IdSet } from '#lib/adapters/event-store/id-set';
import { quoted } from '#lib/adapters/event-store/layout';
import { REMEMBERED_MS } from '#lib/adapters/event-store/publish';
import type { SnapshotReader, StoredFile } from '#lib/adapters/event-store/snapshot';

// About 350 MB at most; beyond it every id is looked up in the files, which is slower and as right.
const MOST_IDS = 2 ** 25;
const DAY_MS = 86_400_000;
const COLUMNS = { low: 'number', high: 'number', day: 'number' } as const;

export interface HashedId {
  id: string;
  hash: IdHash;
}

/** Knows which ids were received in the last 8 days, by this process or any other. */
export class RecentIds {
  /** By the day on which they were received, so that old ones can be forgotten together. */
  private readonly days = new Map<number, IdSet>();
  private loaded: ReadonlySet<string> = new Set();
  private size = 0;
  private isOverfull = false;

  constructor(
    private readonly reader: SnapshotReader,
    private readonly engine: Engine,
    /** Files whose ids are here already. */
    private readonly isOwn: (file: StoredFile) => boolean,
  ) {}

  /** Learns the ids of files that came since the last time. @returns the ids of all files that are known now. */
  async refresh(): Promise<ReadonlySet<string>> {
    const lease = await this.reader.lease();
    try {
      const cutoff = Date.now() - REMEMBERED_MS;
      const isNew = (file: StoredFile) =>
        file.modifiedAt >= cutoff && !this.loaded.has(file.id) && !this.isOwn(file);
      const fresh = lease.files.filter(isNew);
      if (fresh.length > 0) await this.load(fresh, cutoff);
      if (this.loaded !== lease.ids) this.forget(cutoff);
      this.loaded = lease.ids;
      return this.loaded;
    } finally {
      lease.release();
    }
  }

  /** Whether the ids of a file are here. */
  knows(file: StoredFile): boolean {
    return this.loaded.has(file.id) || this.isOwn(file);
  }

  add(hash: IdHash, receivedAt: number): void {
    this.insert(Math.floor(receivedAt / DAY_MS), hash);
  }

  /** Of these ids, those that are in the files. */
  async among(asked: HashedId[]): Promise<Set<string>> {
    const suspects = asked.filter(({ hash }) => this.mayHave(hash)).map(({ id }) => id);
    if (suspects.length === 0) return new Set();
    const lease = await this.reader.lease();
    try {
      const cutoff = Date.now() - REMEMBERED_MS;
      const files = lease.files.filter((file) => file.modifiedAt >= cutoff).map((file) => quoted(file.path));
      if (files.length === 0) return new Set();
      const text = `select distinct event_id from read_parquet([${files}], hive_partitioning = false)
        where event_id in (select unnest(?))`;
      return await withConnection(this.engine, async (connection) => {
        const values = [new DuckDBListValue(suspects)];
        const reader = await connection.runAndReadAll(text, values, [LIST(VARCHAR)]);
        return new Set(reader.getRows().map(([id]) => String(id)));
      });
    } finally {
      lease.release();
    }
  }

  private mayHave(hash: IdHash): boolean {
    if (this.isOverfull) return true;
    for (const day of this.days.values()) if (day.mayHave(hash)) return true;
    return false;
  }

  private insert(day: number, hash: IdHash): void {
    if (this.isOverfull) return;
    const set = this.days.get(day) ?? new IdSet();
    this.days.set(day, set);
    if (set.add(hash)) this.size += 1;
    if (this.size <= MOST_IDS) return;
    this.isOverfull = true;
    this.days.clear();
  }

  private async load(files: StoredFile[], cutoff: number): Promise<void> {
    const paths = files.map((file) => quoted(file.path)).join(', ');
    const source = `read_parquet([${paths}], hive_partitioning = false)
      where received_at >= cast(epoch_ms(${cutoff}) as timestamp_ms)`;
    const text = idHashQuery(source, `cast(epoch_ms(received_at) // ${DAY_MS} as double) as day`);
    await withConnection(this.engine, async (connection) => {
      for await (const chunk of await connection.stream(text)) {
        const { rowCount, columns } = readBatch(chunk, COLUMNS);
        for (let i = 0; i < rowCount; i += 1) {
          this.insert(columns.day[i] ?? 0, { low: columns.low[i] ?? 0, high: columns.high[i] ?? 0 });
        }
      }
    });
  }

  private forget(cutoff: number): void {
    for (const [day, set] of this.days) {
      if ((day + 1) * DAY_MS > cutoff) continue;
      this.days.delete(day);
      this.size -= set.size;
    }
  }
}
