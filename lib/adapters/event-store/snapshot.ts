import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { dayFolder, dayOf, isEventFile, type Layout } from '#lib/adapters/event-store/layout';

export interface StoredFile {
  /** Day and name: unique in the store for all time; a file never changes. */
  id: string;
  name: string;
  day: string;
  /** Where to read it: it stays there until the lease is released, whatever is committed meanwhile. */
  path: string;
  bytes: number;
  /** When it was written, epoch milliseconds; no row in it was received later. */
  modifiedAt: number;
}

/** The files of one moment, by day and name. */
export interface Snapshot {
  generation: string;
  files: readonly StoredFile[];
  /** The ids of the files. */
  ids: ReadonlySet<string>;
}

export interface Lease extends Snapshot {
  release(): void;
}

interface Held extends Snapshot {
  leases: number;
}

/**
 * Reads the store without ever disturbing or being disturbed: each file of a snapshot is linked into `folder`, so
 * that it outlives its removal from the store. `settle` waits for a commit under way, or finishes a dead process's.
 *
 * File operations are synchronous here: they touch names only, and the pool for asynchronous ones may be full of
 * running queries.
 */
export class SnapshotReader {
  private current: Held | undefined;
  private readonly held = new Set<Held>();

  constructor(
    private readonly layout: Layout,
    private readonly folder: string,
    private readonly settle: () => Promise<void>,
  ) {}

  async lease(): Promise<Lease> {
    const held = await this.newest();
    held.leases += 1;
    let isReleased = false;
    return {
      generation: held.generation,
      files: held.files,
      ids: held.ids,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        held.leases -= 1;
        this.dropUnused();
      },
    };
  }

  private async newest(): Promise<Held> {
    for (;;) {
      const generation = readGeneration(this.layout);
      if (hasPendingCommit(this.layout)) {
        await this.settle();
        continue;
      }
      if (this.current?.generation === generation) return this.current;
      const files = this.list();
      // A commit in between shows in either of the two, because it writes the generation before it ends.
      if (!files || hasPendingCommit(this.layout) || readGeneration(this.layout) !== generation) continue;
      this.current = { generation, files, ids: new Set(files.map(({ id }) => id)), leases: 0 };
      this.held.add(this.current);
      this.dropUnused();
      return this.current;
    }
  }

  /** Undefined when a file went away while it was being linked. */
  private list(): StoredFile[] | undefined {
    const known = new Map(this.current?.files.map((file) => [file.id, file]));
    const files: StoredFile[] = [];
    for (const folder of readdirSync(this.layout.events).sort()) {
      const day = dayOf(folder);
      if (!day) continue;
      for (const name of readdirSync(path.join(this.layout.events, folder)).filter(isEventFile).sort()) {
        const file = known.get(fileId(day, name)) ?? this.pin(day, name);
        if (!file) return undefined;
        files.push(file);
      }
    }
    return files;
  }

  private pin(day: string, name: string): StoredFile | undefined {
    const source = path.join(this.layout.events, dayFolder(day), name);
    const target = path.join(this.folder, dayFolder(day), name);
    try {
      mkdirSync(path.dirname(target), { recursive: true });
      linkOrCopy(source, target);
      const { size, mtimeMs } = statSync(target);
      return { id: fileId(day, name), name, day, path: target, bytes: size, modifiedAt: mtimeMs };
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  private dropUnused(): void {
    const gone = [...this.held].filter((held) => held.leases === 0 && held !== this.current);
    if (gone.length === 0) return;
    for (const held of gone) this.held.delete(held);
    const wanted = new Set([...this.held].flatMap((held) => held.files.map((file) => file.path)));
    for (const file of gone.flatMap((held) => held.files)) {
      if (!wanted.has(file.path)) rmSync(file.path, { force: true });
    }
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return;
    if (isErrno(error, 'ENOENT')) throw error;
    // Some file systems have no hard links.
    copyFileSync(source, target);
  }
}

function fileId(day: string, name: string): string {
  return `${day}/${name}`;
}

/** The id of the last commit; empty before the first one. */
function readGeneration(layout: Layout): string {
  try {
    return readFileSync(layout.generation, 'utf8');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}

function hasPendingCommit(layout: Layout): boolean {
  return readdirSync(layout.commits).some((name) => name.endsWith('.json'));
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
