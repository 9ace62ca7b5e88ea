import type { Ctx } from '#lib/core/ctx';
import type { TrendAnswer } from '#lib/funnels/answers';
import { answered } from '#lib/funnels/queries/answered';
import { gather } from '#lib/funnels/queries/gather';
import type { TrendQuestion } from '#lib/funnels/schema';
import { TrendCount } from '#lib/funnels/trend-count';

/** Entrants and conversions by the day, week or month of step 1; every interval of the period has a point. */
export async function funnelTrend(ctx: Ctx, question: TrendQuestion): Promise<TrendAnswer> {
  const { interval, timeZone, breakdown: _, attribution: __, ...asked } = question;
  return answered(ctx, asked, ['trend', interval, timeZone], async (now, signal) => {
    const { counter, ...cost } = await gather(
      ctx,
      asked,
      { label: 'funnel.trend', signal },
      () => new TrendCount(question, now),
    );
    return { value: { interval, timeZone, points: counter.answer() }, ...cost };
  });
}
