import type { Ctx } from '#lib/core/ctx';
import type { TimeToConvertAnswer } from '#lib/funnels/answers';
import { answered } from '#lib/funnels/queries/answered';
import { gather } from '#lib/funnels/queries/gather';
import type { TimeToConvertQuestion } from '#lib/funnels/schema';
import { ConvertCount } from '#lib/funnels/time-to-convert';

/** How long people take between two steps, by default from the first to the last that is not optional. */
export async function timeToConvert(ctx: Ctx, question: TimeToConvertQuestion): Promise<TimeToConvertAnswer> {
  const { fromStep, toStep, breakdown: _, attribution: __, ...asked } = question;
  return answered(ctx, asked, ['time-to-convert', fromStep ?? null, toStep ?? null], async (_now, signal) => {
    const { counter, ...cost } = await gather(
      ctx,
      asked,
      { label: 'funnel.time-to-convert', signal },
      () => new ConvertCount(question),
    );
    return { value: counter.answer(), ...cost };
  });
}
