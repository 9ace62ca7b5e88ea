import type { Parameter } from '#lib/core/warehouse';
import type { EventFilter } from '#lib/events/catalog-schema';

/** A text in Trino's SQL with the values of its `?`, and the days that it reads. */
export interface CatalogSql {
  text: string;
  parameters: Parameter[];
  fromDay: string;
  toDay: string;
}

/** Types by feature with their counts. */
export function eventTypesSql(query: EventFilter): CatalogSql {
  const { text, ...rest } = periodSql(query);
  return {
    text: `select event_type, feature_name, count(*) as events, max(to_unixtime(event_time)) as last_seen
from events where ${text} group by 1, 2`,
    ...rest,
  };
}

/**
 * Some properties of each type, feature and day: the longest, the first and the last text. Keys are read from these
 * in code, because no way to list the keys of a JSON text is the same in all engines. A key that only few events of
 * a type carry may be missed on one day, and is found on another.
 */
export function propertyExamplesSql(query: EventFilter): CatalogSql {
  const { text, ...rest } = periodSql(query);
  return {
    text: `select distinct example from (
  select max_by(properties, length(properties)) as longest, min(properties) as first_text, max(properties) as last_text
  from events where ${text} and properties is not null group by event_type, feature_name, dt
) as examples cross join unnest(array[longest, first_text, last_text]) as texts (example)`,
    ...rest,
  };
}

/** How often each value of a property occurs, the commonest first; the missing ones are one value, null. */
export function propertyValuesSql(query: EventFilter, expression: string, most: number): CatalogSql {
  const { text, ...rest } = periodSql(query);
  return {
    text: `select value_text, events, sum(events) over () as total, count(value_text) over () as different
from (
  select value_text, count(*) as events from (select ${expression} as value_text from events where ${text}) as texts
  group by 1
) as counted
order by events desc, value_text limit ${most}`,
    ...rest,
  };
}

/** The condition that an event is of the period and meets the filter, with the days that it reads. */
export function periodSql({ from, to, ...filter }: EventFilter): CatalogSql {
  const fromDay = utc(from).slice(0, 10);
  const lastMoment = new Date(Date.parse(to) - 1).toISOString();
  const toDay = lastMoment < utc(from) ? fromDay : lastMoment.slice(0, 10);
  const named = COLUMNS.flatMap(([name, column]) => {
    const value = filter[name];
    return value === undefined ? [] : [{ text: `${column} = ?`, value }];
  });
  const conditions = [
    'dt between ? and ?',
    'event_time >= cast(? as timestamp)',
    'event_time < cast(? as timestamp)',
    ...named.map(({ text }) => text),
  ];
  return {
    text: conditions.join(' and '),
    parameters: [fromDay, toDay, timestamp(from), timestamp(to), ...named.map(({ value }) => value)],
    fromDay,
    toDay,
  };
}

const COLUMNS = [
  ['feature', 'feature_name'],
  ['type', 'event_type'],
  ['userId', 'user_id'],
] as const;

function utc(time: string): string {
  return new Date(time).toISOString();
}

/** As engines take it in a cast: no T, no zone. */
export function timestamp(time: string): string {
  return utc(time).replace('T', ' ').replace('Z', '');
}
