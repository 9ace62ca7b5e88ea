import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayFolder, type Layout } from '#lib/adapters/event-store/layout';
import { syncPath, syncPaths } from '#lib/adapters/event-store/sync-path';
import { acquireFileLock } from '#lib/adapters/file-lock';
import type { Log } from '#lib/core/ctx';

/** What publishing a staging area brought. */
export interface Receipt {
  accepted: number;
  duplicates: number;
}

export interface Addition {
  /** A finished file on the same disk. */
  from: string;
  day: string;
  /** A name that no file of the store has had before. */
  name: string;
}

/** One change of the store. It happens whole or not at all, whenever the process is killed. */
export interface Change {
  add: Addition[];
  /** Files of the store to take away. */
  remove: { day: string; name: string }[];
  /** Other files that are of no use once this has happened, like a journal that is now in `add`. */
  consume?: string[];
  receipt?: { id: string } & Receipt;
}

/** Paths relative to the data folder, which may be mounted elsewhere when the record is found again. */
interface CommitRecord {
  id: string;
  add: { from: string; to: string }[];
  remove: string[];
  receipt?: ({ id: string } & Receipt) | undefined;
}

const LOCK_WAIT_MS = 60_000;

/** Serialises the changes of all processes. Inside `run`, every earlier change has been applied in full. */
export class CommitLog {
  private tail: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly layout: Layout,
    private readonly log: Log,
  ) {}

  /** Runs `work` while no other commit can happen, here or in another process; keep it short. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(async () => {
      const release = await acquireFileLock(this.layout.lock, { waitMs: LOCK_WAIT_MS });
      try {
        await this.applyPending();
        return await work();
      } finally {
        await release();
      }
    });
    this.tail = turn.catch(() => {});
    return turn;
  }

  /**
   * Decides and applies a change; call it inside `run`. Writing the record is the moment at which it has happened:
   * what fails later is finished by whoever takes the lock next.
   *
   * @returns whether it is applied in full already.
   */
  async commit(change: Change): Promise<boolean> {
    await syncPaths(change.add.map((file) => file.from));
    const record = this.recordOf(change);
    const draft = path.join(this.layout.commits, `.${record.id}`);
    await writeFile(draft, JSON.stringify(record), { flush: true });
    await rename(draft, this.recordFile(record.id));
    try {
      await syncPath(this.layout.commits);
      await this.apply(record);
      return true;
    } catch (error) {
      this.log.error({ err: error, commit: record.id }, 'a decided change of the store is not applied yet');
      return false;
    }
  }

  private recordOf(change: Change): CommitRecord {
    const inStore = (file: { day: string; name: string }) =>
      this.relative(path.join(this.layout.events, dayFolder(file.day), file.name));
    return {
      id: randomUUID(),
      add: change.add.map((file) => ({ from: this.relative(file.from), to: inStore(file) })),
      remove: [...change.remove.map(inStore), ...(change.consume ?? []).map((file) => this.relative(file))],
      receipt: change.receipt,
    };
  }

  /** Finishes what a killed process had decided. */
  private async applyPending(): Promise<void> {
    for (const name of await readdir(this.layout.commits)) {
      const file = path.join(this.layout.commits, name);
      if (name.endsWith('.json')) await this.apply(JSON.parse(await readFile(file, 'utf8')) as CommitRecord);
      else await rm(file, { force: true });
    }
  }

  /** Each step may have been done before: by a process that was killed at any point of it. */
  private async apply(record: CommitRecord): Promise<void> {
    const touched = new Set<string>();
    for (const { from, to } of record.add) {
      const target = this.absolute(to);
      if (!touched.has(path.dirname(target))) await mkdir(path.dirname(target), { recursive: true });
      touched.add(path.dirname(target));
      if (!existsSync(target)) await rename(this.absolute(from), target);
    }
    for (const file of record.remove) await rm(this.absolute(file), { force: true });
    if (record.receipt) await this.writeReceipt(record.receipt);
    await syncPaths([...touched, this.layout.events]);
    await replaceFile(this.layout.generation, record.id);
    await rm(this.recordFile(record.id));
  }

  private async writeReceipt({ id, ...receipt }: { id: string } & Receipt): Promise<void> {
    await replaceFile(path.join(this.layout.receipts, `${id}.json`), JSON.stringify(receipt));
  }

  private recordFile(id: string): string {
    return path.join(this.layout.commits, `${id}.json`);
  }

  private relative(file: string): string {
    return path.relative(this.layout.root, file);
  }

  private absolute(file: string): string {
    return path.join(this.layout.root, file);
  }
}

async function replaceFile(file: string, content: string): Promise<void> {
  const draft = `${file}.tmp`;
  await writeFile(draft, content);
  await rename(draft, file);
}
