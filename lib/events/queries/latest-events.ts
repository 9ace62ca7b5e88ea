import { assertAllowed } from '#lib/auth/permissions';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Row } from '#lib/core/warehouse';
import type { LatestAnswer, LatestEvent, LatestQuery } from '#lib/events/catalog-schema';
import { NEWEST_COLUMNS, newestSql } from '#lib/events/newest-sql';
import { ask } from '#lib/events/queries/ask';

const RECENT_MS = 15 * 60_000;

/**
 * The events of the period that were received last. Asked every few seconds by those who watch, so it first looks at
 * the last minutes only, and at the whole period when these do not hold enough.
 */
export async function latestEvents(ctx: Ctx, query: LatestQuery): Promise<LatestAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  // The same for some minutes, so that equal questions are worked out once.
  const since = (Math.floor(ctx.now.getTime() / RECENT_MS) - 1) * RECENT_MS;
  const recent = newestSql(query, new Date(since).toISOString());
  const first = await ask(ctx, 'events.latest', recent, NEWEST_COLUMNS);
  if (first.rows.length === query.limit) return { events: first.rows.map(eventOf), meta: first.meta };
  const all = await ask(ctx, 'events.latest', newestSql(query), NEWEST_COLUMNS);
  return { events: all.rows.map(eventOf), meta: all.meta };
}

function eventOf(row: Row<typeof NEWEST_COLUMNS>): LatestEvent {
  return {
    eventId: row.event_id ?? '',
    userId: row.user_id ?? '',
    type: row.event_type ?? '',
    feature: row.feature_name,
    time: instantOf(row.event_at),
    receivedAt: instantOf(row.received),
    sessionId: row.session_id,
    sessionDuration: row.session_duration,
    value: row.value,
    experiment: row.experiment,
    variant: row.variant,
    properties: propertiesOf(row.properties),
  };
}

function instantOf(seconds: number | null): string {
  return new Date(Math.round((seconds ?? 0) * 1000)).toISOString();
}

/** Imports may bring texts that are no objects; these are no properties to anybody. */
function propertiesOf(text: string | null): Record<string, Json> | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
