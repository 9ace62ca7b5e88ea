import { attributionRule } from '#lib/adoption/breakdown';
import { type DefinedFeature, meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { metricsOf } from '#lib/adoption/metrics';
import { METRICS_COLUMNS, metricsSql } from '#lib/adoption/metrics-sql';
import { spanOf } from '#lib/adoption/metrics-tables-sql';
import { ask } from '#lib/adoption/queries/ask';
import { definedFeatures } from '#lib/adoption/queries/defined-features';
import { withBefore } from '#lib/adoption/queries/with-before';
import { DEFINITIONS } from '#lib/adoption/rate-definitions';
import type { AdoptionQuery } from '#lib/adoption/schema';
import type { AdoptionAnswer, PeriodMetrics } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { periodBefore } from '#lib/funnels/period-before';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';

const ATTRIBUTED =
  'their events in the period, of whatever feature, or failing one, in the days before it that tell who is a power user';

/** The metrics of all defined features, or of one, over a period and beside the one before where asked. */
export async function adoptionMetrics(ctx: Ctx, query: AdoptionQuery): Promise<AdoptionAnswer> {
  const features = await definedFeatures(ctx, query.feature);
  const today = localDay(ctx.now.getTime(), query.timeZone);
  const { toDay } = spanOf(query);
  const { fromDay } = spanOf(query.compare ? periodBefore(query) : query);
  const asked = { key: ['adoption', query, features.map(meaningOf), today], fromDay, toDay };
  return answeredOnce(ctx, asked, async (signal) => {
    const { value, ...cost } = await withBefore(query, periodBefore, (own) =>
      countPeriod(ctx, own, features, today, signal),
    );
    return {
      value: {
        timeZone: query.timeZone,
        ...value.own,
        ...(value.before ? { compare: value.before } : {}),
        definitions: DEFINITIONS,
        ...(query.breakdown === undefined ? {} : { breakdownRule: attributionRule(ATTRIBUTED) }),
      },
      ...cost,
    };
  });
}

async function countPeriod(
  ctx: Ctx,
  query: AdoptionQuery,
  features: DefinedFeature[],
  today: number,
  signal: AbortSignal,
): Promise<Work<PeriodMetrics>> {
  const { value, ...cost } = await ask(
    ctx,
    'adoption.metrics',
    metricsSql(query, features, today),
    METRICS_COLUMNS,
    signal,
  );
  const period = { start: query.from, end: query.to };
  return { value: { period, features: metricsOf(features, value, query.breakdown) }, ...cost };
}
