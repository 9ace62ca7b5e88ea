import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { CommitLog } from '#lib/adapters/event-store/commit';
import { layoutOf } from '#lib/adapters/event-store/layout';
import { type Lease, SnapshotReader } from '#lib/adapters/event-store/snapshot';
import { adoptFolders, claimFolder } from '#lib/adapters/private-folder';
import type { Log } from '#lib/core/ctx';

export interface OpenStore {
  /** The files of this moment, to be read until they are released. */
  snapshot(): Promise<Lease>;
  close(): Promise<void>;
}

/** Opens the events under the data folder, for reading and writing, beside any number of other processes. */
export async function openEventStore(options: {
  folder: string;
  memory: string;
  log: Log;
}): Promise<OpenStore> {
  const layout = layoutOf(options.folder);
  for (const folder of [layout.commits, layout.receipts, layout.members]) {
    await mkdir(folder, { recursive: true });
  }
  const commits = new CommitLog(layout);
  await commits.run(() => adoptFolders(layout.members));
  const member = await claimFolder(layout.members);
  const reader = new SnapshotReader(layout, path.join(member.folder, 'pins'), () =>
    commits.run(async () => {}),
  );
  return {
    snapshot: () => reader.lease(),
    close: async () => {
      await member.remove();
    },
  };
}
