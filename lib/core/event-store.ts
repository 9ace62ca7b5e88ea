import type { Json } from '#lib/core/canonical-json';

/** One row of the `events` table, before it has a day folder; times are epoch milliseconds, UTC. */
export interface StoredEvent {
  eventId: string;
  userId: string;
  eventType: string;
  featureName: string | null;
  eventTime: number;
  receivedAt: number;
  sessionId: string | null;
  sessionDuration: number | null;
  value: number | null;
  experiment: string | null;
  variant: string | null;
  properties: Record<string, Json> | null;
}

/** Where accepted events go. Any number of processes may write; each write is whole or absent. */
export interface EventStore {
  /**
   * Adds events, dropping those whose id is already there (within the call too: the first one wins).
   * When it resolves, they survive a kill of the process, and queries see them within 2 seconds.
   *
   * @returns the positions in `events` of those that were dropped as duplicates, ascending.
   */
  append(events: StoredEvent[]): Promise<number[]>;
  /** Whether there are events that were filed under this source. */
  hasSource(source: string): Promise<boolean>;
  /** Takes all events of a source away, whole or not at all; false when there were none. */
  removeSource(source: string): Promise<boolean>;
}

/** What the events of the demo data set are filed under; it is how they are told from real ones. */
export const DEMO_SOURCE = 'demo';
