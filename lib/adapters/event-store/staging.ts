import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { dayOf, isEventFile } from '#lib/adapters/event-store/layout';

/** A folder in which a writer prepares `dt=YYYY-MM-DD/*.parquet`. Nobody sees it; if its process dies, it goes. */
export interface StagingArea {
  id: string;
  folder: string;
  /** Throws the area away; does nothing once the store has taken it over. */
  discard(): Promise<void>;
  /** From now on only the store may move or remove what is in the area. */
  handOver(): void;
}

export interface StagedFile {
  day: string;
  path: string;
}

export async function openStaging(parent: string, id: string = randomUUID()): Promise<StagingArea> {
  const folder = path.join(parent, id);
  await mkdir(folder, { recursive: true });
  let isHandedOver = false;
  return {
    id,
    folder,
    discard: async () => {
      if (!isHandedOver) await rm(folder, { recursive: true, force: true });
    },
    handOver: () => {
      isHandedOver = true;
    },
  };
}

/** The prepared files, by day and name. */
export async function stagedFiles(staging: StagingArea): Promise<StagedFile[]> {
  const files: StagedFile[] = [];
  for (const folder of (await readdir(staging.folder)).sort()) {
    const day = dayOf(folder);
    if (!day) continue;
    const names = (await readdir(path.join(staging.folder, folder))).filter(isEventFile).sort();
    files.push(...names.map((name) => ({ day, path: path.join(staging.folder, folder, name) })));
  }
  return files;
}
