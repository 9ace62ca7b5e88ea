import type { EventFilter, VolumeInterval } from '#lib/events/catalog-schema';
import { type CatalogSql, periodSql } from '#lib/events/sql';

/** How many events of each type and feature fall into each day, week (from Monday) or month; UTC. */
export function volumeSql(filter: EventFilter, interval: VolumeInterval): CatalogSql {
  const { text, ...rest } = periodSql(filter);
  return {
    text: `select event_type, feature_name, to_unixtime(date_trunc('${interval}', event_time)) as bucket,
  count(*) as events, max(to_unixtime(event_time)) as last_seen
from events where ${text} group by 1, 2, 3`,
    ...rest,
  };
}
