import { impactOf } from '#lib/adoption/impact';
import type { ImpactAnswer } from '#lib/adoption/impact-answers';
import { IMPACT_COLUMNS } from '#lib/adoption/impact-measures';
import { IMPACT_METHOD } from '#lib/adoption/impact-method';
import { impactSpan } from '#lib/adoption/impact-span';
import { impactSql } from '#lib/adoption/impact-sql';
import { meaningOf } from '#lib/adoption/kinds';
import type { FeatureMetrics } from '#lib/adoption/metrics';
import { noSuchFeature } from '#lib/adoption/no-such-feature';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { type AdoptionQuery, type AdoptionRequest, ImpactQuery } from '#lib/adoption/schema';
import type { AdoptionAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** How the people who began to use a feature in a period differ afterwards from people like them who had not. */
export async function featureImpact(ctx: Ctx, query: ImpactQuery): Promise<ImpactAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  if (!feature) throw noSuchFeature();
  const { dataThrough } = await ctx.warehouse.state(dayOf(0), dayOf(Date.parse(query.to)));
  const known = dataThrough === null ? ctx.now.getTime() : Date.parse(dataThrough) + 1;
  const span = impactSpan(query, Math.min(ctx.now.getTime(), known));
  const asked = {
    key: ['adoption.impact', query, meaningOf(feature), span],
    fromDay: dayOf(0),
    toDay: dayOf(span.horizon - 1),
  };
  return answeredOnce(ctx, asked, async (signal) => {
    const text = impactSql(feature, query.timeZone, span);
    const { value, ...cost } = await ask(ctx, 'adoption.impact', text, IMPACT_COLUMNS, signal);
    return {
      value: {
        feature: query.feature,
        period: { start: query.from, end: query.to },
        timeZone: query.timeZone,
        followUpDays: query.followUpDays,
        ...impactOf(value[0] ?? {}, feature.saved.definition),
        method: IMPACT_METHOD,
      },
      ...cost,
    };
  });
}

/** The metrics with the impact of each feature where that was asked for; never for the period before. */
export async function adoptionWithImpact(ctx: Ctx, request: AdoptionRequest): Promise<AdoptionAnswer> {
  const { impact, ...query } = request;
  const answer = await adoptionMetrics(ctx, query);
  const isAsked = impact === undefined ? query.feature !== undefined : impact === 'true';
  if (!isAsked) return answer;
  const features: FeatureMetrics[] = [];
  // One after the other: each may take the whole engine.
  for (const metrics of answer.features)
    features.push({ ...metrics, ...(await impactIn(ctx, query, metrics)) });
  return { ...answer, features };
}

async function impactIn(
  ctx: Ctx,
  { from, to, timeZone }: AdoptionQuery,
  { feature }: FeatureMetrics,
): Promise<Pick<FeatureMetrics, 'conversionImpact' | 'revenueImpact' | 'impactReasons'>> {
  const asked = ImpactQuery.parse({ from, to, timeZone, feature });
  const { conversion, revenue } = await featureImpact(ctx, asked);
  return {
    conversionImpact: conversion.difference,
    revenueImpact: revenue.difference,
    impactReasons: { conversion: conversion.reason, revenue: revenue.reason },
  };
}
