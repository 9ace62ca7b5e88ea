import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { tryFileLock } from '#lib/adapters/file-lock';

export interface PrivateFolder {
  folder: string;
  /** Removes the folder with all that is in it. */
  remove(): Promise<void>;
  /** Leaves it as it is, for others to adopt. */
  abandon(): Promise<void>;
}

/** Makes a folder inside `parent` that belongs to this process: while it lives, nobody adopts it. */
export async function claimFolder(parent: string): Promise<PrivateFolder> {
  const folder = path.join(parent, `${process.pid}-${randomUUID().slice(0, 8)}`);
  // The lock comes first and goes last, so that a folder without a living lock has lost its owner.
  const release = await tryFileLock(`${folder}.lock`);
  if (!release) throw new Error(`The new folder ${folder} is locked by somebody else.`);
  await mkdir(folder, { recursive: true });
  return {
    folder,
    remove: async () => {
      await rm(folder, { recursive: true, force: true });
      await release();
    },
    abandon: release,
  };
}

/**
 * Hands every folder in `parent` whose process is gone to `adopt`, then removes it. Of several processes that try,
 * one gets it.
 */
export async function adoptFolders(
  parent: string,
  adopt: (folder: string) => Promise<void> = async () => {},
): Promise<void> {
  const entries = await readdir(parent).catch(() => []);
  const names = new Set(entries.filter((entry) => /^\d+-\w+(\.lock)?$/.test(entry)).map(withoutLock));
  for (const name of names) {
    const folder = path.join(parent, name);
    const release = await tryFileLock(`${folder}.lock`);
    if (!release) continue;
    try {
      await adopt(folder);
      await rm(folder, { recursive: true, force: true });
    } finally {
      await release();
    }
  }
}

function withoutLock(entry: string): string {
  return entry.replace(/\.lock$/, '');
}
