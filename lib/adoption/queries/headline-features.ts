import type { FeatureSubject } from '#lib/adoption/headline-finding';
import type { Split } from '#lib/adoption/headline-segment';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import type { Ctx } from '#lib/core/ctx';

/** A rate of one feature by the values of a property, in both periods. */
export async function featureSplits(
  _ctx: Ctx,
  _subject: FeatureSubject,
  _periods: Pick<OverviewAnswer, 'period' | 'before' | 'timeZone'>,
  _property: string,
): Promise<Split[]> {
  return [];
}
