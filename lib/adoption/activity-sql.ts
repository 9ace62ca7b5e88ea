import { localDaySql, periodSql } from '#lib/adoption/day-sql';
import { attemptSql, type DefinedFeature } from '#lib/adoption/kinds';
import { type Fragment, sql } from '#lib/funnels/fragment';

/** Users and local days of what counts as activity: attempts at a feature, or without one every event. */
export function activitySql(
  from: number,
  to: number,
  timeZone: string,
  feature: DefinedFeature | null,
): Fragment {
  const within = feature ? sql` and ${attemptSql(feature)}` : sql``;
  return sql`select user_id, ${localDaySql(from, to, timeZone)} as local_day from events where ${periodSql(from, to)}${within}`;
}
