import { bucketsTouching } from '#lib/adoption/bucket';
import { meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { triangleOf } from '#lib/adoption/retention';
import { RETENTION_COLUMNS, retentionHorizon, retentionSql } from '#lib/adoption/retention-sql';
import type { RetentionQuery } from '#lib/adoption/schema';
import type { RetentionAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** Cohorts of users who began in the period, and how many of each came back later. */
export async function retention(ctx: Ctx, query: RetentionQuery): Promise<RetentionAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { interval, timeZone, start, mode } = query;
  const buckets = bucketsTouching(query, interval);
  const today = localDay(ctx.now.getTime(), timeZone);
  const horizon = retentionHorizon(query, buckets, ctx.now.getTime());
  const key = ['adoption.retention', query, feature && meaningOf(feature), today];
  return answeredOnce(ctx, { key, fromDay: dayOf(0), toDay: dayOf(horizon - 1) }, async (signal) => {
    const text = retentionSql(query, feature, horizon);
    const { value, ...cost } = await ask(ctx, 'adoption.retention', text, RETENTION_COLUMNS, signal);
    const head = { feature: query.feature ?? null, timeZone, interval, start, mode };
    const period = { start: query.from, end: query.to };
    return { value: { ...head, period, ...triangleOf(query, buckets, value, today) }, ...cost };
  });
}
