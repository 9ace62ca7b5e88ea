/** Something that was sent as an event, or as a batch of them, and refused. */
export interface Rejection {
  /** A whole batch that could not be read, instead of an event in one that could. */
  isBatch: boolean;
  /** What stands for its type, as far as it could be read; empty when it could not. */
  eventType: string;
  /** Why, in one sentence. */
  reason: string;
  /** What was sent: of a few of them the beginning is kept. */
  given: unknown;
}

/** Who sent what was refused, and when it came. */
export interface Rejected {
  senderId: string;
  senderName: string;
  /** Epoch milliseconds. */
  receivedAt: number;
  rejections: Rejection[];
}

/** Remembers for some days what was refused, so that people find out why their events do not arrive. */
export interface Rejections {
  /**
   * Takes note of refusals and returns at once; they are counted in memory and written down a moment later. It never
   * throws: a refusal that cannot be remembered must not become a fault of the request. Those of the last second are
   * lost when the process is killed.
   */
  keep(rejected: Rejected): void;
}
