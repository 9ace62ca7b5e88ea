import type { Ctx } from '#lib/core/ctx';
import type { PeopleAnswer } from '#lib/funnels/answers';
import { pastMoment } from '#lib/funnels/past-moment';
import { PeopleCount } from '#lib/funnels/people-count';
import { answered } from '#lib/funnels/queries/answered';
import { gather } from '#lib/funnels/queries/gather';
import type { PeopleQuestion } from '#lib/funnels/schema';

/**
 * The people behind one number of the funnel, with the run that counted, by user (or session) id. With the moment at
 * which the number was computed as `asOf`, their total is that number, however many windows have closed since.
 *
 * @throws AppError `invalid` when `asOf` has not come yet.
 */
export async function funnelPeople(ctx: Ctx, question: PeopleQuestion): Promise<PeopleAnswer> {
  const { step, outcome, cursor, limit, asOf, breakdown: _, attribution: __, ...asked } = question;
  const view = ['people', step, outcome, cursor ?? null, limit];
  const work = async (now: number, signal: AbortSignal) => {
    const { counter, ...cost } = await gather(
      ctx,
      asked,
      { label: 'funnel.people', isNamed: true, signal },
      () => new PeopleCount(question, now),
    );
    return { value: counter.answer(), ...cost };
  };
  return answered(ctx, asked, view, work, asOf === undefined ? {} : { asOf: pastMoment(ctx.now, asOf) });
}
