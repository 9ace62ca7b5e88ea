import { WORD_BITS } from '#lib/adoption/bit-words';
import { PART_COLUMNS, partsSql } from '#lib/adoption/breakdown-sql';
import { numbersBetween } from '#lib/adoption/bucket';
import { localDaySql, periodSql } from '#lib/adoption/day-sql';
import { type DefinedFeature, typeSql } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import type { DailyQuery } from '#lib/adoption/schema';
import { bound, type Fragment, sql } from '#lib/funnels/fragment';

export const DAILY_COLUMNS = {
  level: 'text',
  feature_name: 'text',
  local_day: 'integer',
  ...PART_COLUMNS,
  users: 'integer',
  events: 'integer',
  completions: 'integer',
  seconds: 'number',
  timed: 'integer',
} as const;

/** The question without what only decides what it is held against. */
export type DailyPeriod = Pick<DailyQuery, 'from' | 'to' | 'timeZone' | 'feature' | 'breakdown'>;

/**
 * Usage by feature and day: rows of the level `tally` count events; those of `day`, `feature` and `all` distinct
 * users, who therefore do not add up. Someone's days are bits of a number, and equal numbers are counted together.
 */
export function dailySql(query: DailyPeriod, features: DefinedFeature[], wordBits = WORD_BITS): Fragment {
  const [from, to] = [Date.parse(query.from), Date.parse(query.to)];
  const [firstDay, lastDay] = [localDay(from, query.timeZone), localDay(to - 1, query.timeZone)];
  const within = query.feature === undefined ? sql`` : sql` and feature_name = ${bound(query.feature)}`;
  const events = sql`events where ${periodSql(from, to)}${within}`;
  const day = localDaySql(from, to, query.timeZone);
  const parts = partsSql(query.breakdown, events);
  const days = numbersBetween(0, lastDay - firstDay).map(
    (place) =>
      `(${firstDay + place}, ${Math.floor(place / wordBits)}, cast(${2n ** BigInt(place % wordBits)} as bigint))`,
  );
  const isOneWord = lastDay - firstDay < wordBits;
  const people = isOneWord ? 'people' : '(select distinct feature_name, user_id from people) as people';
  const none = '0 as events, 0 as completions, cast(null as double) as seconds, 0 as timed';
  return sql`with ${parts.tables}calendar (local_day, word, bit) as (values ${days.join(', ')}),
people as (select feature_name, user_id, place / ${wordBits} as word, bitwise_or_agg(bitwise_left_shift(cast(1 as bigint), cast(place % ${wordBits} as integer))) as days
  from (select feature_name, user_id, ${day} - ${firstDay} as place from ${events}) as placed group by feature_name, user_id, place / ${wordBits}),
alike as (select feature_name, word, days, ${parts.columns}, count(*) as users from people${parts.join('people')} group by feature_name, word, days${parts.keys}),
told as (select feature_name, user_id, ${day} as local_day, session_duration, ${kindSql(features, 'use')} as is_use, ${kindSql(features, 'complete')} as is_complete from ${events})
select 'tally' as level, feature_name, local_day, ${parts.columns}, 0 as users, count(*) as events, sum(is_complete) as completions,
  sum(case when is_use = 1 then session_duration end) as seconds, count(case when is_use = 1 then session_duration end) as timed from told${parts.join('told')} group by feature_name, local_day${parts.keys}
union all
select 'day', feature_name, local_day, part, label, label_number, sum(users), ${none} from alike join calendar on calendar.word = alike.word and bitwise_and(days, bit) <> 0 group by feature_name, local_day, part, label, label_number
union all
select 'feature', feature_name, cast(null as bigint), ${parts.columns}, count(*), ${none} from ${people}${parts.join('people')} group by feature_name${parts.keys}
union all
select 'all', cast(null as varchar), cast(null as bigint), ${parts.columns}, count(*), ${none} from (select distinct user_id from people) as everybody${parts.join('everybody')}${parts.keys === '' ? '' : ` group by ${parts.keys.slice(2)}`}`;
}

/** 1 for events that are of the kind by their feature's definition; features without one call it by its own name. */
function kindSql(features: DefinedFeature[], kind: 'use' | 'complete'): Fragment {
  const told = features.filter(({ saved }) => saved.definition[kind].join() !== kind);
  const plain = sql`case when event_type = '${kind}' then 1 else 0 end`;
  if (told.length === 0) return plain;
  const branches = told.map(
    ({ saved }) =>
      sql`when feature_name = ${bound(saved.key)} then case when ${typeSql(saved.definition[kind])} then 1 else 0 end`,
  );
  return sql`case ${branches.reduce((all, branch) => sql`${all} ${branch}`)} else ${plain} end`;
}
