import { encodeEvent } from '#lib/adapters/event-store/event-lines';
import { type IdHash, idHash } from '#lib/adapters/event-store/id-hash';
import type { Journal, Segment } from '#lib/adapters/event-store/journal';
import type { RecentIds } from '#lib/adapters/event-store/recent-ids';
import { AppError } from '#lib/core/errors';
import type { StoredEvent } from '#lib/core/event-store';

interface Call {
  events: StoredEvent[];
  resolve: (duplicates: number[]) => void;
  reject: (error: unknown) => void;
}

/** What was journalled since the last seal: its ids, and the ids of the store's files that these were compared with. */
export interface Unflushed {
  ids: Set<string>;
  comparedWith: ReadonlySet<string>;
}

interface Fresh {
  event: StoredEvent;
  hash: IdHash;
}

// A call waits while more than this is not yet in files, so that the memory stays bounded.
const MOST_UNFLUSHED = 500_000;
const MOST_PER_GROUP = 50_000;

/** Takes events in groups: all callers that wait share one comparison and one write to the disk. */
export class Appender {
  private readonly calls: Call[] = [];
  private readonly unflushed = new Set<Unflushed>();
  private current: Unflushed | undefined;
  private isWorking = false;
  private isClosed = false;
  private working: Promise<void> = Promise.resolve();
  private wakeUp: (() => void) | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly journal: Journal,
    private readonly recent: RecentIds,
    private readonly onWritten: () => void,
  ) {}

  append(events: StoredEvent[]): Promise<number[]> {
    if (this.isClosed) return Promise.reject(new AppError('unavailable', 'The server is shutting down.'));
    return new Promise((resolve, reject) => {
      this.calls.push({ events, resolve, reject });
      if (!this.isWorking) this.working = this.work();
    });
  }

  /** Learns the ids of the last days now, so that the first call need not wait for it. */
  async warmUp(): Promise<void> {
    await this.exclusively(() => this.recent.refresh());
  }

  /** Ends the present segment. Its ids stay known here until `flushed` is called with what was returned. */
  async seal(): Promise<{ segment: Segment; content: Unflushed } | undefined> {
    // Between two groups, because a group's ids and lines belong together.
    return this.exclusively(async () => {
      const segment = await this.journal.seal();
      const content = this.current;
      if (!segment || !content) return undefined;
      this.current = undefined;
      return { segment, content };
    });
  }

  flushed(content: Unflushed): void {
    this.unflushed.delete(content);
    this.wakeUp?.();
  }

  /** Takes no more calls; those that came before are finished when it resolves. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.working;
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => {});
    return result;
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    while (this.calls.length > 0) {
      while (this.unflushedCount() > MOST_UNFLUSHED) await this.roomAgain();
      const group = this.takeGroup();
      try {
        const duplicates = await this.exclusively(() => this.take(group));
        for (const [index, call] of group.entries()) call.resolve(duplicates[index] ?? []);
      } catch (error) {
        for (const call of group) call.reject(error);
      }
    }
    this.isWorking = false;
  }

  private takeGroup(): Call[] {
    let events = 0;
    const end = this.calls.findIndex((call) => {
      events += call.events.length;
      return events > MOST_PER_GROUP;
    });
    return this.calls.splice(0, end === -1 ? this.calls.length : Math.max(1, end));
  }

  /** Journals what is new in the calls. @returns for each call the positions of its duplicates. */
  private async take(group: Call[]): Promise<number[][]> {
    const comparedWith = await this.recent.refresh();
    const seen = new Set<string>();
    const waiting = [seen, ...[...this.unflushed].map(({ ids }) => ids)];
    const isWaiting = (id: string) => waiting.some((ids) => ids.has(id));
    const fresh: Fresh[] = [];
    const duplicates = group.map((call) => {
      return call.events.flatMap((event, index) => {
        if (isWaiting(event.eventId)) return [index];
        seen.add(event.eventId);
        fresh.push({ event, hash: idHash(event.eventId) });
        return [];
      });
    });
    const stored = await this.recent.among(fresh.map(({ event, hash }) => ({ id: event.eventId, hash })));
    await this.write(
      fresh.filter(({ event }) => !stored.has(event.eventId)),
      comparedWith,
    );
    return stored.size === 0 ? duplicates : withStored(group, duplicates, stored);
  }

  private async write(fresh: Fresh[], comparedWith: ReadonlySet<string>): Promise<void> {
    if (fresh.length === 0) return;
    await this.journal.write(`${fresh.map(({ event }) => encodeEvent(event)).join('\n')}\n`);
    this.current ??= { ids: new Set(), comparedWith };
    this.unflushed.add(this.current);
    for (const { event, hash } of fresh) {
      this.current.ids.add(event.eventId);
      this.recent.add(hash, event.receivedAt);
    }
    this.onWritten();
  }

  private unflushedCount(): number {
    return [...this.unflushed].reduce((sum, { ids }) => sum + ids.size, 0);
  }

  private roomAgain(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve;
    });
  }
}

function withStored(group: Call[], duplicates: number[][], stored: Set<string>): number[][] {
  return group.map((call, n) => {
    const already = new Set(duplicates[n]);
    return call.events.flatMap((event, i) => (already.has(i) || stored.has(event.eventId) ? [i] : []));
  });
}
