import { meaningOf } from '#lib/adoption/kinds';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import type { StickinessQuery } from '#lib/adoption/schema';
import {
  CURVE_COLUMNS,
  curvePoints,
  curveSql,
  MONTH_DAYS,
  STICKINESS_COLUMNS,
  stickinessPoints,
  stickinessSpan,
  stickinessSql,
  WEEK_DAYS,
} from '#lib/adoption/stickiness';
import type { PowerCurveAnswer, StickinessAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** Distinct users of each day, of its week and of its 28 days, and their ratios. */
export async function stickiness(ctx: Ctx, query: StickinessQuery): Promise<StickinessAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { start, periodStart, end } = stickinessSpan(query);
  const key = ['adoption.stickiness', query, feature && meaningOf(feature)];
  return answeredOnce(ctx, { key, fromDay: dayOf(start), toDay: dayOf(end - 1) }, async (signal) => {
    const text = stickinessSql(query, feature);
    const { value, ...cost } = await ask(ctx, 'adoption.stickiness', text, STICKINESS_COLUMNS, signal);
    const windowDays = { weekly: WEEK_DAYS, monthly: MONTH_DAYS };
    const points = stickinessPoints(query, value);
    return { value: { ...headOf(query, periodStart, end), windowDays, points }, ...cost };
  });
}

/** The power-user curve (L28): users by the number of their active days in the 28 that end with the period. */
export async function powerCurve(ctx: Ctx, query: StickinessQuery): Promise<PowerCurveAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { curveStart: start, end } = stickinessSpan(query);
  const key = ['adoption.power-curve', query, feature && meaningOf(feature)];
  return answeredOnce(ctx, { key, fromDay: dayOf(start), toDay: dayOf(end - 1) }, async (signal) => {
    const text = curveSql(query, feature);
    const { value, ...cost } = await ask(ctx, 'adoption.power-curve', text, CURVE_COLUMNS, signal);
    return { value: { ...headOf(query, start, end), points: curvePoints(value) }, ...cost };
  });
}

function headOf({ feature, timeZone }: StickinessQuery, start: number, end: number) {
  const period = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
  return { feature: feature ?? null, timeZone, period };
}
