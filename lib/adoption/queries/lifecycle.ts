import { attributionRule, broken } from '#lib/adoption/breakdown';
import { bucketsTouching } from '#lib/adoption/bucket';
import { intervalsBefore } from '#lib/adoption/interval-before';
import { type DefinedFeature, meaningOf } from '#lib/adoption/kinds';
import { LIFECYCLE_COLUMNS, lifecyclePoints, lifecycleSql } from '#lib/adoption/lifecycle';
import { localDay } from '#lib/adoption/local-day';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { withBefore } from '#lib/adoption/queries/with-before';
import type { LifecycleQuery } from '#lib/adoption/schema';
import type { LifecycleAnswer, LifecycleFigures } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** New, returning, resurrected and dormant users of each day, week or month. */
export async function lifecycle(ctx: Ctx, query: LifecycleQuery): Promise<LifecycleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { interval, timeZone } = query;
  const { first, last, end } = bucketsTouching(query, interval);
  const today = localDay(ctx.now.getTime(), timeZone);
  const key = ['adoption.lifecycle', query, feature && meaningOf(feature), today];
  return answeredOnce(ctx, { key, fromDay: dayOf(0), toDay: dayOf(end - 1) }, async (signal) => {
    const { value, ...cost } = await withBefore(
      query,
      (own) => intervalsBefore(own, interval, last - first + 1),
      (asked) => points(ctx, asked, feature, today, signal),
    );
    const head = { feature: query.feature ?? null, timeZone, interval };
    const rule =
      query.breakdown === undefined
        ? {}
        : { breakdownRule: attributionRule('what they did in the period and the interval before it') };
    const compare = value.before ? { compare: value.before } : {};
    return { value: { ...head, ...value.own, ...compare, ...rule }, ...cost };
  });
}

async function points(
  ctx: Ctx,
  query: LifecycleQuery,
  feature: DefinedFeature | null,
  today: number,
  signal: AbortSignal,
): Promise<Work<{ period: { start: string; end: string } } & LifecycleFigures>> {
  const buckets = bucketsTouching(query, query.interval);
  const text = lifecycleSql(query, buckets, feature);
  const { value, ...cost } = await ask(ctx, 'adoption.lifecycle', text, LIFECYCLE_COLUMNS, signal);
  const figures = broken(query.breakdown, value, (rows) => ({
    points: lifecyclePoints(query, buckets, rows, today),
  }));
  const period = { start: new Date(buckets.start).toISOString(), end: new Date(buckets.end).toISOString() };
  return { value: { period, ...figures }, ...cost };
}
