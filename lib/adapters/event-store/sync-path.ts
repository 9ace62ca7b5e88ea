import { open } from 'node:fs/promises';

/** Puts a file's content, or a folder's list of names, on the disk. */
export async function syncPath(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// A process may have about a thousand files open.
const AT_ONCE = 32;

export async function syncPaths(targets: readonly string[]): Promise<void> {
  for (let i = 0; i < targets.length; i += AT_ONCE) {
    await Promise.all(targets.slice(i, i + AT_ONCE).map(syncPath));
  }
}
