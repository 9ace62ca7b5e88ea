import { existsSync } from 'node:fs';
import { withConnection } from '#lib/adapters/duckdb/with-connection';
import type { Appender, Unflushed } from '#lib/adapters/event-store/appender';
import { writeParquet } from '#lib/adapters/event-store/event-lines';
import type { Segment } from '#lib/adapters/event-store/journal';
import { type PublishParts, publish } from '#lib/adapters/event-store/publish';
import type { StoredFile } from '#lib/adapters/event-store/snapshot';
import type { StagingArea } from '#lib/adapters/event-store/staging';
import type { Log } from '#lib/core/ctx';

export interface FlusherParts extends PublishParts {
  stage: () => Promise<StagingArea>;
  log: Log;
}

/** Makes a journal's events part of the store and removes the journal, in one commit. */
export async function publishSegment(
  parts: FlusherParts,
  segment: Segment,
  options: { isUnrelated?: (file: StoredFile) => boolean; staging?: StagingArea; isDamaged?: boolean } = {},
): Promise<void> {
  const staging = options.staging ?? (await parts.stage());
  try {
    await withConnection(parts.engine, (connection) =>
      writeParquet(connection, segment.file, staging.folder, options.isDamaged),
    );
    await publish(parts, staging, { ...options, dedupe: true, journal: segment.file });
  } finally {
    await staging.discard();
  }
}

type SealedContent = NonNullable<Awaited<ReturnType<Appender['seal']>>>;

const FLUSH_AFTER_MS = 250;
const RETRY_AFTER_MS = 1000;
const MOST_REMEMBERED = 5000;

/** Turns what was journalled into files soon after it came. */
export class Flusher {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly sealed: SealedContent[] = [];

  constructor(
    private readonly parts: FlusherParts,
    private readonly appender: Appender,
    private readonly own: Set<string>,
  ) {}

  schedule(afterMs = FLUSH_AFTER_MS): void {
    this.timer ??= setTimeout(() => {
      this.flush().catch((error: unknown) => {
        this.parts.log.error({ err: error }, 'journalled events could not be stored yet');
        this.schedule(RETRY_AFTER_MS);
      });
    }, afterMs);
  }

  /** Everything that was appended before is visible to snapshots when it resolves. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const done = this.turn.then(() => this.flushAll());
    // After a failure the next one first finishes what was decided.
    this.turn = done.catch(() => this.parts.commits.run(async () => {})).catch(() => {});
    return done;
  }

  private async flushAll(): Promise<void> {
    const sealed = await this.appender.seal();
    if (sealed) this.sealed.push(sealed);
    for (let next = this.sealed[0]; next; next = this.sealed[0]) {
      const { segment, content } = next;
      // After a failure the commit may have happened all the same; then the journal is gone.
      if (!existsSync(segment.file)) {
        this.done(content);
        continue;
      }
      const staging = await this.parts.stage();
      this.own.add(staging.id);
      await publishSegment(this.parts, segment, {
        staging,
        isUnrelated: (file) => content.comparedWith.has(file.id) || isOwn(this.own, file),
      });
      this.done(content);
      if (this.own.size > MOST_REMEMBERED) await this.forgetMerged();
    }
  }

  /** Of the files of its own it remembers those that are still there. */
  private async forgetMerged(): Promise<void> {
    const lease = await this.parts.reader.lease();
    lease.release();
    const present = new Set(lease.files.map(writtenAs));
    for (const id of this.own) if (!present.has(id)) this.own.delete(id);
  }

  private done(content: Unflushed): void {
    this.appender.flushed(content);
    this.sealed.shift();
  }
}

/** Whether a file was written by this process from ids that it had compared itself. */
export function isOwn(own: ReadonlySet<string>, file: { name: string }): boolean {
  return own.has(writtenAs(file));
}

/** The id of the staging area or merge that a file came from. */
function writtenAs(file: { name: string }): string {
  return file.name.replace(/^[a-z]+-/, '').replace(/-\d+\.parquet$/, '');
}
