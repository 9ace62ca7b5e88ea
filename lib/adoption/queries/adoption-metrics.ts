import { type DefinedFeature, meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { DEFINITIONS, metricsOf } from '#lib/adoption/metrics';
import { METRICS_COLUMNS, metricsSql, spanOf } from '#lib/adoption/metrics-sql';
import { ask } from '#lib/adoption/queries/ask';
import { definedFeatures } from '#lib/adoption/queries/defined-features';
import type { AdoptionQuery } from '#lib/adoption/schema';
import type { AdoptionAnswer, PeriodMetrics } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { periodBefore } from '#lib/funnels/period-before';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';

/** The metrics of all defined features, or of one, over a period and beside the one before where asked. */
export async function adoptionMetrics(ctx: Ctx, query: AdoptionQuery): Promise<AdoptionAnswer> {
  const features = await definedFeatures(ctx, query.feature);
  const today = localDay(ctx.now.getTime(), query.timeZone);
  const { toDay } = spanOf(query);
  const { fromDay } = spanOf(query.compare ? periodBefore(query) : query);
  const asked = { key: ['adoption', query, features.map(meaningOf), today], fromDay, toDay };
  return answeredOnce(ctx, asked, async (signal) => {
    const own = await countPeriod(ctx, query, features, today, signal);
    const before = query.compare && (await countPeriod(ctx, periodBefore(query), features, today, signal));
    return {
      value: {
        timeZone: query.timeZone,
        ...own.value,
        ...(before ? { compare: before.value } : {}),
        definitions: DEFINITIONS,
      },
      bytesScanned: own.bytesScanned + (before?.bytesScanned ?? 0),
      costUsd: own.costUsd + (before?.costUsd ?? 0),
      elapsedMs: own.elapsedMs + (before?.elapsedMs ?? 0),
      sql: own.sql,
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
  return { value: { period, features: metricsOf(features, value) }, ...cost };
}
