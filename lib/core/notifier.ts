/** What people are told, in plain words: whatever stands in it is shown as it is written. */
export interface Message {
  headline: string;
  lines: string[];
  /** The page of this product that it is about, such as `/incidents/…`. */
  path: string;
  /** The answer to an earlier sending was lost, so it may be there already; the message says so. */
  isRepeat: boolean;
}

/**
 * How a sending ended. `not_taken` was not posted and may be sent again; `refused` will never be posted as it is;
 * `unknown` may have been posted, because the answer was lost.
 */
export type Delivery =
  | { outcome: 'delivered' }
  | { outcome: 'not_taken'; why: string; retryAfterSeconds: number | null }
  | { outcome: 'refused' | 'unknown'; why: string };

/** Whoever tells people what happened. */
export interface Notifier {
  /** Where it is read, as people call it: `#eng-alerts`. */
  channel: string;
  /** Without a place to send to nobody is told. */
  isConfigured: boolean;
  /** Makes one attempt; whatever comes of it is a delivery, never an error. */
  send(message: Message, signal?: AbortSignal): Promise<Delivery>;
}
