import { attributionRule, broken } from '#lib/adoption/breakdown';
import { type BucketRange, bucketsTouching } from '#lib/adoption/bucket';
import { intervalsBefore } from '#lib/adoption/interval-before';
import { type DefinedFeature, meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { withBefore } from '#lib/adoption/queries/with-before';
import { triangleOf } from '#lib/adoption/retention';
import { RETENTION_COLUMNS, rangesOf, retentionHorizon, retentionSql } from '#lib/adoption/retention-sql';
import type { RetentionQuery } from '#lib/adoption/schema';
import type { RetentionAnswer, TriangleFigures } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';
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
    const { value, ...cost } = await withBefore(
      query,
      (own) => intervalsBefore(own, interval, buckets.last - buckets.first + 1),
      (asked) => triangles(ctx, asked, feature, today, signal),
    );
    const head = { feature: query.feature ?? null, timeZone, interval, start, mode };
    const rule =
      query.breakdown === undefined
        ? {}
        : { breakdownRule: attributionRule('what they did in the period that begins or continues a cohort') };
    const compare = value.before ? { compare: value.before } : {};
    return { value: { ...head, ranges: rangesOf(query), ...value.own, ...compare, ...rule }, ...cost };
  });
}

async function triangles(
  ctx: Ctx,
  query: RetentionQuery,
  feature: DefinedFeature | null,
  today: number,
  signal: AbortSignal,
): Promise<Work<{ period: { start: string; end: string } } & TriangleFigures>> {
  const buckets: BucketRange = bucketsTouching(query, query.interval);
  const text = retentionSql(query, feature, retentionHorizon(query, buckets, ctx.now.getTime()));
  const { value, ...cost } = await ask(ctx, 'adoption.retention', text, RETENTION_COLUMNS, signal);
  const figures = broken(query.breakdown, value, (rows) => {
    const { cohorts, curve } = triangleOf(query, buckets, rows, today);
    return { cohorts, curve };
  });
  return { value: { period: { start: query.from, end: query.to }, ...figures }, ...cost };
}
