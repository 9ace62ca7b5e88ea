import { localDaySql, periodSql } from '#lib/adoption/day-sql';
import { type DefinedFeature, typeSql } from '#lib/adoption/kinds';
import type { DailyQuery } from '#lib/adoption/schema';
import { bound, type Fragment, sql } from '#lib/funnels/fragment';

export const DAILY_COLUMNS = {
  level: 'integer',
  feature_name: 'text',
  local_day: 'integer',
  users: 'integer',
  events: 'integer',
  completions: 'integer',
  seconds: 'number',
  timed: 'integer',
} as const;

/** What the rows of one `level` are about, as grouping() numbers them. */
export const LEVEL = { day: 0, feature: 1, all: 3 } as const;

/** Usage by feature and day, by feature, and altogether: users are distinct within each row, so rows do not add up. */
export function dailySql(query: DailyQuery, features: DefinedFeature[]): Fragment {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  const within = query.feature === undefined ? sql`` : sql` and feature_name = ${bound(query.feature)}`;
  return sql`with told as (select feature_name, user_id, ${localDaySql(from, to, query.timeZone)} as local_day, session_duration, ${kindSql(features, 'use')} as is_use, ${kindSql(features, 'complete')} as is_complete
  from events where ${periodSql(from, to)}${within}),
days as (select feature_name, local_day, user_id, count(*) as events, sum(is_complete) as completions,
    sum(case when is_use = 1 then session_duration end) as seconds, count(case when is_use = 1 then session_duration end) as timed
  from told group by feature_name, local_day, user_id)
select grouping(feature_name, local_day) as level, feature_name, local_day, count(distinct user_id) as users, sum(events) as events, sum(completions) as completions, sum(seconds) as seconds, sum(timed) as timed
from days group by grouping sets ((feature_name, local_day), (feature_name), ())`;
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
