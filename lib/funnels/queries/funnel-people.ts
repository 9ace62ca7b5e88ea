import type { Ctx } from '#lib/core/ctx';
import type { PeopleAnswer } from '#lib/funnels/answers';
import { PeopleCount } from '#lib/funnels/people-count';
import { answered } from '#lib/funnels/queries/answered';
import { gather } from '#lib/funnels/queries/gather';
import type { PeopleQuestion } from '#lib/funnels/schema';

/** The people behind one number of the funnel, with the run that counted, by user (or session) id. */
export async function funnelPeople(ctx: Ctx, question: PeopleQuestion): Promise<PeopleAnswer> {
  const { step, outcome, cursor, limit, breakdown: _, attribution: __, ...asked } = question;
  const view = ['people', step, outcome, cursor ?? null, limit];
  return answered(ctx, asked, view, async (now, signal) => {
    const { counter, ...cost } = await gather(
      ctx,
      asked,
      { label: 'funnel.people', isNamed: true, signal },
      () => new PeopleCount(question, now),
    );
    return { value: counter.answer(), ...cost };
  });
}
