import { z } from 'zod';

export const MAX_EVENTS = 10_000;
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;
const MAX_PROPERTIES_BYTES = 8 * 1024;

const LONE_SURROGATE = /\p{Surrogate}/u;

function text(min: number, max: number) {
  return z
    .string()
    .min(min)
    .max(max)
    .refine((value) => !LONE_SURROGATE.test(value), 'must be well-formed Unicode');
}

const Properties = z
  .record(text(0, 1024), z.union([text(0, MAX_PROPERTIES_BYTES), z.number(), z.boolean(), z.null()]))
  .refine((value) => byteLength(JSON.stringify(value)) <= MAX_PROPERTIES_BYTES, {
    error: `must have at most ${MAX_PROPERTIES_BYTES} bytes as JSON`,
    // Without it the length would be taken of values that were refused already.
    when: (payload) => payload.issues.length === 0,
  });

/** One event as a program sends it; null means the same as leaving the field out. */
export const Event = z.strictObject({
  /** Events with an id that was received within the last 8 days are dropped. */
  id: text(1, 128).nullish(),
  userId: text(1, 256),
  type: text(1, 64),
  feature: text(0, 128).nullish(),
  /** The moment of receipt when it is left out. */
  time: z.iso
    .datetime({ offset: true, error: 'must be ISO 8601 with a zone, like 2026-01-05T12:00:00Z' })
    .nullish(),
  sessionId: text(0, 256).nullish(),
  /** Seconds. */
  sessionDuration: z.number().min(0).nullish(),
  value: z.number().nullish(),
  experiment: text(0, 128).nullish(),
  variant: text(0, 128).nullish(),
  properties: Properties.nullish(),
});

export type Event = z.output<typeof Event>;

/** What `POST /api/events` takes as JSON; the events are checked one by one. */
export const EventBatch = z.strictObject({ events: z.array(z.unknown()) });

/** What `POST /api/events` answers; `index` counts from 0. */
export interface IngestAnswer {
  accepted: number;
  duplicates: number;
  rejected: { index: number; message: string }[];
}

function byteLength(value: string): number {
  // No character takes more than three bytes for each of its UTF-16 units.
  return value.length * 3 <= MAX_PROPERTIES_BYTES ? value.length : new TextEncoder().encode(value).length;
}
