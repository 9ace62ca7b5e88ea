import { assertAllowed } from '#lib/auth/permissions';
import type { Json } from '#lib/core/canonical-json';
import type { Ctx } from '#lib/core/ctx';
import type { Row } from '#lib/core/warehouse';
import type { LatestAnswer, LatestEvent, LatestQuery } from '#lib/events/catalog-schema';
import { NEWEST_COLUMNS, newestSql } from '#lib/events/newest-sql';
import { ask } from '#lib/events/queries/ask';

const MINUTE_MS = 60_000;
const STEP_MS = 15 * MINUTE_MS;
/** How far back is looked before the whole period is read, the nearest first. */
const LOOKS_MS = [STEP_MS, 24 * 60 * MINUTE_MS];

/**
 * The events of the period that were received last. Asked every few seconds by those who watch, so it first looks at
 * the last minutes and the last day only, and at the whole period when these do not hold enough.
 */
export async function latestEvents(ctx: Ctx, query: LatestQuery): Promise<LatestAnswer> {
  assertAllowed(ctx.actor, 'analytics.read');
  for (const lookMs of LOOKS_MS) {
    const recent = newestSql(query, sinceOf(ctx.now, lookMs));
    const { rows, meta } = await ask(ctx, 'events.latest', recent, NEWEST_COLUMNS);
    if (rows.length === query.limit) return { events: rows.map(eventOf), meta };
  }
  const { rows, meta } = await ask(ctx, 'events.latest', newestSql(query), NEWEST_COLUMNS);
  return { events: rows.map(eventOf), meta };
}

/** The same for some minutes, so that equal questions are worked out once; at least `lookMs` ago. */
function sinceOf(now: Date, lookMs: number): string {
  return new Date(Math.floor(now.getTime() / STEP_MS) * STEP_MS - lookMs).toISOString();
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
