import { type APIRequestContext, expect } from '@playwright/test';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What `POST /api/events` takes; `time` in epoch milliseconds. */
export interface SentEvent {
  userId: string;
  type: string;
  time: number;
  feature?: string;
  sessionId?: string;
  properties?: Record<string, string>;
}

/** Sends events as a program does, and waits until the engine that the product reads with has seen the last type. */
export async function sendEvents(request: APIRequestContext, events: SentEvent[]): Promise<void> {
  const sent = await request.post('/api/events', {
    data: { events: events.map((event) => ({ ...event, time: new Date(event.time).toISOString() })) },
  });
  expect(await sent.json()).toMatchObject({ accepted: events.length, rejected: [] });
  const times = events.map(({ time }) => time);
  const period = {
    from: new Date(Math.min(...times)).toISOString(),
    to: new Date(Math.max(...times) + 1).toISOString(),
  };
  const types = new Set(events.map(({ type }) => type));
  await expect
    .poll(async () => {
      const answer = await request.get('/api/event-types', { params: period });
      const { eventTypes } = (await answer.json()) as { eventTypes: { type: string; count: number }[] };
      return eventTypes.filter(({ type }) => types.has(type)).reduce((sum, { count }) => sum + count, 0);
    })
    .toBeGreaterThanOrEqual(events.length);
}
