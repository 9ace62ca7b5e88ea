import type { CommitLog } from '#lib/adapters/event-store/commit';
import type { SnapshotReader, StoredFile } from '#lib/adapters/event-store/snapshot';

/** Whether a file belongs to a source; its name says so, and compaction never mixes sources. */
export function sourceOf(file: { name: string }): string {
  return file.name.slice(0, file.name.indexOf('-'));
}

export async function filesOfSource(reader: SnapshotReader, source: string): Promise<StoredFile[]> {
  const lease = await reader.lease();
  lease.release();
  return lease.files.filter((file) => sourceOf(file) === source);
}

/** Takes all events of a source away in one commit. */
export async function removeSource(
  parts: { commits: CommitLog; reader: SnapshotReader },
  source: string,
): Promise<boolean> {
  return parts.commits.run(async () => {
    const files = await filesOfSource(parts.reader, source);
    if (files.length > 0) await parts.commits.commit({ add: [], remove: files });
    return files.length > 0;
  });
}
