import { z } from 'zod';

/** What was refused is kept for so many days. */
export const REJECTED_DAYS = 7;

/** What `GET /api/events/rejected` takes. */
export const RejectedQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,6}$/, 'must be the nextCursor of an answer')
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type RejectedQuery = z.output<typeof RejectedQuery>;

/** Refusals that are alike, over all the days that are kept. */
export interface RejectedSummary {
  /** A whole batch that could not be read, instead of events in one that could. */
  isBatch: boolean;
  /** Who sent them; empty when too many different ones came to keep them apart. */
  sender: string;
  /** Empty when it could not be read. */
  type: string;
  reason: string;
  count: number;
  firstAt: string;
  lastAt: string;
  /** The beginnings of a few of them; null for those who may not send events, because they may hold personal data. */
  samples: string[] | null;
}

/** Rows that an import refused; its own page has them all. */
export interface RejectedImport {
  id: string;
  fileName: string;
  rejected: number;
  finishedAt: string | null;
}

export interface RejectedAnswer {
  /** What came last first. */
  rejected: RejectedSummary[];
  /** Of events and of batches, over all the days that are kept. */
  totals: { events: number; batches: number };
  /** For those who may import; else empty. */
  imports: RejectedImport[];
  days: number;
  nextCursor: string | null;
}
