import type { FeatureSubject } from '#lib/adoption/headline-finding';
import type { Split } from '#lib/adoption/headline-segment';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import type { OverviewMetric } from '#lib/adoption/overview-metrics';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import type { RateName } from '#lib/adoption/rate-definitions';
import { AdoptionQuery } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';

const RATES: Record<OverviewMetric, RateName> = {
  adoption: 'adoptionRate',
  activation: 'activationRate',
  retention: 'retention7d',
};

/** A rate of one feature by the values of a property, in both periods. */
export async function featureSplits(
  ctx: Ctx,
  { feature, metric }: FeatureSubject,
  { period, before, timeZone }: Pick<OverviewAnswer, 'period' | 'before' | 'timeZone'>,
  property: string,
): Promise<Split[]> {
  const valuesOf = async ({ start, end }: { start: string; end: string }) => {
    // Nobody asks for power users here: one day of them is the least work.
    const asked = { from: start, to: end, timeZone, feature, breakdown: property, powerUserDays: 1 };
    const { features } = await adoptionMetrics(ctx, AdoptionQuery.parse(asked));
    const values = features[0]?.breakdown?.filter(({ other }) => !other) ?? [];
    return values.map(({ value, proportions }) => ({ value, rate: proportions[RATES[metric]] }));
  };
  const [now, earlier] = [await valuesOf(period), await valuesOf(before)];
  return now.flatMap(({ value, rate }): Split[] => {
    const was = earlier.find((one) => one.value === value)?.rate;
    return was ? [{ property, value, now: rate, before: was }] : [];
  });
}
