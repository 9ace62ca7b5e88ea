import type { EventFilter } from '#lib/events/catalog-schema';
import { type CatalogSql, periodSql, timestamp } from '#lib/events/sql';

/** What a row of `newestSql` holds; times are seconds since 1970. */
export const NEWEST_COLUMNS = {
  event_id: 'text',
  user_id: 'text',
  event_type: 'text',
  feature_name: 'text',
  event_at: 'number',
  received: 'number',
  session_id: 'text',
  session_duration: 'number',
  value: 'number',
  experiment: 'text',
  variant: 'text',
  properties: 'text',
} as const;

/**
 * Whole events, those received last first; with `receivedFrom` (ISO) only those received since then, which engines
 * find without reading the others, because files know the range of times in them.
 */
export function newestSql(
  { limit, ...filter }: EventFilter & { limit: number },
  receivedFrom?: string,
): CatalogSql {
  const { text, parameters, ...days } = periodSql(filter);
  const since = receivedFrom === undefined ? '' : ' and received_at >= cast(? as timestamp)';
  return {
    text: `select event_id, user_id, event_type, feature_name, to_unixtime(event_time) as event_at,
  to_unixtime(received_at) as received, session_id, session_duration, value, experiment, variant, properties
from events where ${text}${since}
order by received_at desc, event_time desc, event_id limit ${limit}`,
    parameters: [...parameters, ...(receivedFrom === undefined ? [] : [timestamp(receivedFrom)])],
    ...days,
  };
}
