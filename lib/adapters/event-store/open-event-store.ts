import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { megabytesOf, openEngine } from '#lib/adapters/duckdb/engine';
import { Appender } from '#lib/adapters/event-store/appender';
import { CommitLog, type Receipt } from '#lib/adapters/event-store/commit';
import { compact } from '#lib/adapters/event-store/compaction';
import { Flusher, type FlusherParts, isOwn, publishSegment } from '#lib/adapters/event-store/flusher';
import { Journal, leftoverSegments } from '#lib/adapters/event-store/journal';
import { type Layout, layoutOf } from '#lib/adapters/event-store/layout';
import { type PublishOptions, publish } from '#lib/adapters/event-store/publish';
import { RecentIds } from '#lib/adapters/event-store/recent-ids';
import { type Lease, SnapshotReader, type StoredFile } from '#lib/adapters/event-store/snapshot';
import { filesOfSource, removeSource } from '#lib/adapters/event-store/sources';
import { openStaging, type StagingArea } from '#lib/adapters/event-store/staging';
import { adoptFolders, claimFolder, type PrivateFolder } from '#lib/adapters/private-folder';
import type { Log } from '#lib/core/ctx';
import type { EventStore } from '#lib/core/event-store';

export interface OpenStore extends EventStore {
  /** The files of this moment, to be read until they are released. */
  snapshot(): Promise<Lease>;
  /** An empty area for files in the store's layout; `id` (no slashes) is what `receipt` is asked with later. */
  stage(id?: string): Promise<StagingArea>;
  /** Makes a staging area part of the store, whole or not at all, and discards it. */
  publish(staging: StagingArea, options: PublishOptions): Promise<Receipt>;
  /** What was published under this id, or null when it was not: the truth after a crash. */
  receipt(id: string): Promise<Receipt | null>;
  hasSource(source: string): Promise<boolean>;
  /** Takes all events of a source away; false when there were none. */
  removeSource(source: string): Promise<boolean>;
  /** Makes the first `append` as fast as the next; for servers. */
  warmUp(): Promise<void>;
  /** Makes visible at once what was appended. */
  flush(): Promise<void>;
  /** Merges the files of days that have too many; says how many merges it made. */
  compact(signal?: AbortSignal): Promise<number>;
  /** Takes over what killed processes left: their journals become files, the rest goes. */
  adopt(): Promise<void>;
  close(): Promise<void>;
}

// Writing sorts small batches and merges files; the memory that people pay for belongs to their questions.
const WRITER_MEGABYTES = 512;

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
  const member = await claimFolder(layout.members);
  const parts = await openParts(layout, member, options);
  const adopt = () => adoptMembers(parts, layout);
  // What cannot be taken over now, for want of disk for example, is tried again by the maintenance.
  await adopt().catch((error: unknown) => options.log.error({ err: error }, 'a journal waits to be stored'));
  return { ...reading(parts, layout), ...appending(parts, member), adopt };
}

async function openParts(
  layout: Layout,
  member: PrivateFolder,
  options: { memory: string; log: Log },
): Promise<FlusherParts> {
  const commits = new CommitLog(layout, options.log);
  const settle = () => commits.run(async () => {});
  return {
    commits,
    reader: new SnapshotReader(layout, path.join(member.folder, 'pins'), settle),
    engine: await openEngine({
      memory: `${Math.min(WRITER_MEGABYTES, megabytesOf(options.memory))}MB`,
      threads: 1,
      tempFolder: path.join(layout.root, 'tmp'),
    }),
    stage: (id?: string) => openStaging(path.join(member.folder, 'staging'), id ?? randomUUID()),
    log: options.log,
  };
}

function reading(parts: FlusherParts, layout: Layout) {
  return {
    snapshot: () => parts.reader.lease(),
    stage: parts.stage,
    publish: (staging: StagingArea, options: PublishOptions) => publish(parts, staging, options),
    receipt: async (id: string) => {
      const text = await readFile(path.join(layout.receipts, `${id}.json`), 'utf8').catch(() => null);
      return text === null ? null : (JSON.parse(text) as Receipt);
    },
    hasSource: async (source: string) => (await filesOfSource(parts.reader, source)).length > 0,
    removeSource: (source: string) => removeSource(parts, source),
  };
}

function appending(parts: FlusherParts, member: PrivateFolder) {
  const own = new Set<string>();
  const recent = new RecentIds(parts.reader, parts.engine, (file) => isOwn(own, file));
  const appender: Appender = new Appender(new Journal(path.join(member.folder, 'journal')), recent, () =>
    flusher.schedule(),
  );
  const flusher: Flusher = new Flusher(parts, appender, own);
  const closing = new AbortController();
  let compacting: Promise<number> = Promise.resolve(0);
  return {
    append: (events: Parameters<EventStore['append']>[0]) => appender.append(events),
    warmUp: () => appender.warmUp(),
    flush: () => flusher.flush(),
    compact: (signal?: AbortSignal) => {
      const onMerge = (id: string, merged: StoredFile[]) => {
        if (merged.every((file) => recent.knows(file))) own.add(id);
      };
      const signals = signal ? [signal, closing.signal] : [closing.signal];
      const merges = compact(parts, onMerge, AbortSignal.any(signals));
      compacting = merges.catch(() => 0);
      return merges;
    },
    close: async () => {
      closing.abort();
      await Promise.all([appender.close(), compacting]);
      const isFlushed = await flusher.flush().then(
        () => true,
        () => false,
      );
      await parts.engine.close();
      await (isFlushed ? member.remove() : member.abandon());
    },
  };
}

async function adoptMembers(parts: FlusherParts, layout: Layout): Promise<void> {
  await adoptFolders(layout.members, async (folder) => {
    // A decided change may still name files in the folder.
    await parts.commits.run(async () => {});
    for (const segment of await leftoverSegments(path.join(folder, 'journal'))) {
      await publishSegment(parts, segment, { isDamaged: true });
    }
  });
}
