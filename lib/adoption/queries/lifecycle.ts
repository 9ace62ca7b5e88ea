import { bucketsTouching } from '#lib/adoption/bucket';
import { meaningOf } from '#lib/adoption/kinds';
import { LIFECYCLE_COLUMNS, lifecyclePoints, lifecycleSql } from '#lib/adoption/lifecycle';
import { localDay } from '#lib/adoption/local-day';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import type { LifecycleQuery } from '#lib/adoption/schema';
import type { LifecycleAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** New, returning, resurrected and dormant users of each day, week or month. */
export async function lifecycle(ctx: Ctx, query: LifecycleQuery): Promise<LifecycleAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { interval, timeZone } = query;
  const buckets = bucketsTouching(query, interval);
  const today = localDay(ctx.now.getTime(), timeZone);
  const key = ['adoption.lifecycle', query, feature && meaningOf(feature), today];
  return answeredOnce(ctx, { key, fromDay: dayOf(0), toDay: dayOf(buckets.end - 1) }, async (signal) => {
    const text = lifecycleSql(query, buckets, feature);
    const { value, ...cost } = await ask(ctx, 'adoption.lifecycle', text, LIFECYCLE_COLUMNS, signal);
    const period = {
      start: new Date(buckets.start).toISOString(),
      end: new Date(buckets.end).toISOString(),
    };
    const points = lifecyclePoints(query, buckets, value, today);
    return { value: { feature: query.feature ?? null, timeZone, interval, period, points }, ...cost };
  });
}
