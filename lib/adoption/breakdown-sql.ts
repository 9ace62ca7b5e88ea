import { bound, type Fragment, sql } from '#lib/funnels/fragment';
import { isNumeric, propertySql } from '#lib/funnels/property-sql';

/** How many values stand by themselves. */
const MAX_VALUES = 8;
/** The part of all other values. */
export const OTHER = MAX_VALUES + 1;
/** The part of everybody, where nothing is broken down. */
const EVERYBODY = 0;

/** Columns of every counting text: the part of the people that a row is about, and its value. */
export const PART_COLUMNS = { part: 'integer', label: 'text', label_number: 'number' } as const;

/** The pieces with which a text counts by the parts of its people, or, without a breakdown, all of them together. */
export interface Parts {
  /** Common table expressions, each followed by a comma: `parts` has one row for each of the people. */
  tables: Fragment;
  /** Brings the part to rows that have a `user_id`; `of` is the name of their table. */
  join: (of: string) => string;
  /** What to add to the keys of a group by. */
  keys: string;
  /** The three columns. */
  columns: string;
}

/**
 * Puts each of the people under one value: the first that is set, by time, among the given events; of several at one
 * instant the first in order. The values with the most people are parts 1 to 8, all others together are one more.
 *
 * @param events what stands after `from`: all people of the question have events there.
 * @param moment the SQL by which events are in order.
 */
export function partsSql(property: string | undefined, events: Fragment, moment = 'event_time'): Parts {
  if (property === undefined) {
    const columns = `${EVERYBODY} as part, cast(null as varchar) as label, cast(null as double) as label_number`;
    return { tables: sql``, join: () => '', keys: '', columns };
  }
  const isNumber = isNumeric(property);
  const value = isNumber ? propertySql(property) : `nullif(${propertySql(property)}, '')`;
  const columns = isNumber
    ? 'part, cast(null as varchar) as label, shown as label_number'
    : 'part, shown as label, cast(null as double) as label_number';
  return {
    tables: sql`moments as (select user_id, ${moment} as moment, min(${value}) as value from ${events} group by user_id, ${moment}),
valued as (select user_id, min_by(value, case when value is not null then moment end) as value from moments group by user_id),
sized as (select user_id, value, count(*) over (partition by value) as users from valued),
ranked as (select user_id, value, dense_rank() over (order by users desc, value nulls last) as standing from sized),
parts as (select user_id, value, case when standing > ${MAX_VALUES} then ${OTHER} else standing end as part, case when standing <= ${MAX_VALUES} then value end as shown from ranked),
`,
    join: (of) => ` join parts on parts.user_id = ${of}.user_id`,
    keys: ', part, shown',
    columns,
  };
}

/** Which people of a breakdown are asked for: those of one value (empty: of none), or of all the others. */
export interface PartChoice {
  breakdown?: string | undefined;
  value?: string | undefined;
  other?: 'true' | undefined;
}

/** The condition on `parts` that chooses them. */
export function partCondition({ breakdown, value, other }: PartChoice): Fragment {
  if (breakdown === undefined) return sql`1 = 1`;
  if (other) return sql`part = ${OTHER}`;
  if (value === undefined || value === '') return sql`parts.value is null`;
  if (!isNumeric(breakdown)) return sql`parts.value = ${bound(value)}`;
  const number = Number(value);
  return Number.isFinite(number) ? sql`parts.value = cast(${bound(number)} as double)` : sql`1 = 0`;
}
