import { WORD_BITS } from '#lib/adoption/bit-words';
import { PART_COLUMNS, partsSql } from '#lib/adoption/breakdown-sql';
import { numbersBetween } from '#lib/adoption/bucket';
import { ANY_FEATURE, dailyPeopleSql, wordOfAnyDay } from '#lib/adoption/daily-people-sql';
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
  const { feature } = query;
  const within = feature === undefined ? sql`` : sql` and feature_name = ${bound(feature)}`;
  const events = sql`events where ${periodSql(from, to)}${within}`;
  const day = localDaySql(from, to, query.timeZone);
  const parts = partsSql(query.breakdown, events);
  const keys = feature === undefined ? features.map(({ saved }) => saved.key) : [feature];
  const placed = sql`(select user_id, feature_name, ${day} - ${firstDay} as place from ${events}) as placed`;
  const people = dailyPeopleSql({
    placed,
    features: keys,
    isAll: feature !== undefined,
    days: lastDay - firstDay + 1,
    wordBits,
  });
  return sql`with ${parts.tables}targets (level, local_day, word, mask) as (values ${targetsSql(firstDay, lastDay, wordBits)}),
${people},
alike as (select feature_name, word, days, ${parts.columns}, count(*) as users from people${parts.join('people')} where days <> 0 group by feature_name, word, days${parts.keys}),
told as (select user_id, feature_name, event_type, ${day} as local_day, session_duration from ${events}),
typed as (select feature_name, event_type, local_day, ${parts.columns}, count(*) as events, sum(session_duration) as seconds, count(session_duration) as timed
  from told${parts.join('told')} group by feature_name, event_type, local_day${parts.keys}),
meant as (select feature_name, local_day, part, label, label_number, events, seconds, timed, ${kindSql(features, 'use')} as is_use, ${kindSql(features, 'complete')} as is_complete from typed)
select 'tally' as level, feature_name, local_day, part, label, label_number, 0 as users, sum(events) as events, sum(events * is_complete) as completions,
  sum(case when is_use = 1 then seconds end) as seconds, sum(timed * is_use) as timed from meant group by feature_name, local_day, part, label, label_number
union all
select level, feature_name, local_day, part, label, label_number, sum(users), 0, 0, cast(null as double), 0
  from alike join targets on targets.word = alike.word and bitwise_and(days, mask) <> 0 group by level, feature_name, local_day, part, label, label_number`;
}

/** The rows of the answer: which bits of which word make someone one of their users. */
function targetsSql(firstDay: number, lastDay: number, wordBits: number): string {
  const rowOf = (level: string, day: string | number, word: number, mask: bigint) =>
    `('${level}', cast(${day} as bigint), ${word}, cast(${mask} as bigint))`;
  const days = numbersBetween(0, lastDay - firstDay).map((place) =>
    rowOf('day', firstDay + place, Math.floor(place / wordBits), 2n ** BigInt(place % wordBits)),
  );
  const anyDay = wordOfAnyDay(days.length, wordBits);
  const all = 2n ** BigInt(wordBits) - 1n;
  return [...days, rowOf('feature', 'null', anyDay, all), rowOf('all', 'null', ANY_FEATURE, all)].join(', ');
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
