import type { StoredEvent } from '#lib/core/event-store';
import { Event } from '#lib/events/schema';

const DAY_MS = 86_400_000;

interface Receipt {
  /** The id of an event that brings none. */
  newId: () => string;
  /** Epoch milliseconds. */
  receivedAt: number;
}

/** The event as a row of the store, or why it is refused, in one sentence. */
export function toStoredEvent(given: unknown, { newId, receivedAt }: Receipt): StoredEvent | string {
  const parsed = Event.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.');
    return `${path ? `${path}: ` : ''}${issue?.message ?? 'unreadable'}`;
  }
  const event = parsed.data;
  const eventTime = event.time ? Date.parse(event.time) : receivedAt;
  if (!(eventTime >= 0)) return 'time: must not be before 1970';
  if (eventTime > receivedAt + DAY_MS) return 'time: must not be more than a day in the future';
  return {
    eventId: event.id ?? newId(),
    userId: event.userId,
    eventType: event.type,
    featureName: event.feature || null,
    eventTime,
    receivedAt,
    sessionId: event.sessionId || null,
    sessionDuration: event.sessionDuration ?? null,
    value: event.value ?? null,
    experiment: event.experiment || null,
    variant: event.variant || null,
    properties: event.properties ?? null,
  };
}
