import { quoted, readFiles } from '#lib/adapters/event-store/layout';
import { dailyUsage } from '#lib/adoption/queries/daily-usage';
import { adoptionOverview } from '#lib/adoption/queries/overview';
import { retention } from '#lib/adoption/queries/retention';
import { DailyQuery, OverviewQuery, RetentionQuery } from '#lib/adoption/schema';
import { BENCH_FROM, BENCH_TO } from '#lib/cli/bench/make-events';
import type { Ctx } from '#lib/core/ctx';

/** A question about the adoption of the bench's features, beside what a first attempt at it looks like. */
export interface AdoptionQuestion {
  title: string;
  days: number;
  features: number;
  ask: (ctx: Ctx) => Promise<unknown>;
  /**
   * Users counted with `count(distinct …)`, so that each level costs as much as all others. It leaves out what takes
   * more thought (definitions, totals, what is not over yet); it is here as a yardstick for time alone.
   */
  naive: (files: readonly string[]) => string;
}

const daily = DailyQuery.parse({ from: BENCH_FROM, to: BENCH_TO });
const overview = OverviewQuery.parse({ from: BENCH_TO, to: '2026-06-30T00:00:00Z' });
const cohorts = RetentionQuery.parse({
  from: '2026-05-04T00:00:00Z',
  to: '2026-07-27T00:00:00Z',
  periods: 12,
});

/** Each over all events of its store. */
export const ADOPTION_QUESTIONS = {
  daily: {
    title: 'daily table, 30 days',
    ...{ days: 30, features: 4 },
    ask: (ctx) => dailyUsage(ctx, daily),
    naive: (
      files,
    ) => `select feature_name, dt, count(distinct user_id), count(*), count(*) filter (where event_type = 'download'), avg(session_duration)
      from ${readFiles(files)} group by grouping sets ((feature_name, dt), (feature_name), ())`,
  },
  overview: {
    title: 'overview of 12 features, 30 days and the 30 before',
    ...{ days: 60, features: 12 },
    ask: (ctx) => adoptionOverview(ctx, overview),
    naive: (
      files,
    ) => `select feature_name, event_time >= ${stamp(overview.from)} as own, dt, count(distinct user_id) filter (where event_type = 'submit'), count(distinct user_id) filter (where event_type = 'download')
      from ${readFiles(files)} group by grouping sets ((feature_name, own, dt), (feature_name, own), (own))`,
  },
  retention: {
    title: 'retention, 12 × 12 weeks',
    ...{ days: 175, features: 12 },
    ask: (ctx) => retention(ctx, cohorts),
    naive: (
      files,
    ) => `with events as (select user_id, event_time from ${readFiles(files)}), firsts as (select user_id, min(event_time) as first from events group by user_id)
      select date_trunc('week', first), date_diff('week', first, event_time) as weeks, count(distinct user_id) from events join firsts using (user_id)
      where first >= ${stamp(cohorts.from)} and first < ${stamp(cohorts.to)} group by 1, 2 having weeks <= 12`,
  },
} as const satisfies Record<string, AdoptionQuestion>;

export type AdoptionQuestionName = keyof typeof ADOPTION_QUESTIONS;

function stamp(time: string): string {
  return `timestamp ${quoted(time.slice(0, 19))}`;
}
