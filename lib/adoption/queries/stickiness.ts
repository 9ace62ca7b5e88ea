import { attributionRule, broken } from '#lib/adoption/breakdown';
import { intervalsBefore } from '#lib/adoption/interval-before';
import { type DefinedFeature, meaningOf } from '#lib/adoption/kinds';
import { ask } from '#lib/adoption/queries/ask';
import { askedFeature } from '#lib/adoption/queries/defined-features';
import { withBefore } from '#lib/adoption/queries/with-before';
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
import type {
  CurveFigures,
  PowerCurveAnswer,
  StickinessAnswer,
  StickinessFigures,
} from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

type OverDays<T> = Work<{ period: { start: string; end: string } } & T>;

/** Distinct users of each day, of its week and of its 28 days, and their ratios. */
export async function stickiness(ctx: Ctx, query: StickinessQuery): Promise<StickinessAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { start, end } = stickinessSpan(query.compare ? daysBefore(query) : query);
  const days = { fromDay: dayOf(start), toDay: dayOf(Math.max(end, stickinessSpan(query).end) - 1) };
  const key = ['adoption.stickiness', query, feature && meaningOf(feature)];
  return answeredOnce(ctx, { key, ...days }, async (signal) => {
    const { value, ...cost } = await withBefore(query, daysBefore, (asked) =>
      stickinessOver(ctx, asked, feature, signal),
    );
    const windowDays = { weekly: WEEK_DAYS, monthly: MONTH_DAYS };
    const compare = value.before ? { compare: value.before } : {};
    const rule = ruleOf(query, 'what they did in the period and the 27 days before it');
    return { value: { ...headOf(query), windowDays, ...value.own, ...compare, ...rule }, ...cost };
  });
}

async function stickinessOver(
  ctx: Ctx,
  query: StickinessQuery,
  feature: DefinedFeature | null,
  signal: AbortSignal,
): Promise<OverDays<StickinessFigures>> {
  const text = stickinessSql(query, feature);
  const { value, ...cost } = await ask(ctx, 'adoption.stickiness', text, STICKINESS_COLUMNS, signal);
  const figures = broken(query.breakdown, value, (rows) => ({ points: stickinessPoints(query, rows) }));
  const { periodStart, end } = stickinessSpan(query);
  return { value: { period: periodOf(periodStart, end), ...figures }, ...cost };
}

/** The power-user curve (L28): users by the number of their active days in the 28 that end with the period. */
export async function powerCurve(ctx: Ctx, query: StickinessQuery): Promise<PowerCurveAnswer> {
  const feature = await askedFeature(ctx, query.feature);
  const { curveStart } = stickinessSpan(query.compare ? twentyEightBefore(query) : query);
  const days = { fromDay: dayOf(curveStart), toDay: dayOf(stickinessSpan(query).end - 1) };
  const key = ['adoption.power-curve', query, feature && meaningOf(feature)];
  return answeredOnce(ctx, { key, ...days }, async (signal) => {
    const { value, ...cost } = await withBefore(query, twentyEightBefore, (asked) =>
      curveOver(ctx, asked, feature, signal),
    );
    const compare = value.before ? { compare: value.before } : {};
    const rule = ruleOf(query, 'what they did in the 28 days');
    return { value: { ...headOf(query), ...value.own, ...compare, ...rule }, ...cost };
  });
}

async function curveOver(
  ctx: Ctx,
  query: StickinessQuery,
  feature: DefinedFeature | null,
  signal: AbortSignal,
): Promise<OverDays<CurveFigures>> {
  const text = curveSql(query, feature);
  const { value, ...cost } = await ask(ctx, 'adoption.power-curve', text, CURVE_COLUMNS, signal);
  const figures = broken(query.breakdown, value, (rows) => ({ points: curvePoints(rows) }));
  const { curveStart, end } = stickinessSpan(query);
  return { value: { period: periodOf(curveStart, end), ...figures }, ...cost };
}

function daysBefore(query: StickinessQuery): StickinessQuery {
  const { firstDay, lastDay } = stickinessSpan(query);
  return intervalsBefore(query, 'day', lastDay - firstDay + 1);
}

function twentyEightBefore(query: StickinessQuery): StickinessQuery {
  return intervalsBefore(query, 'day', MONTH_DAYS);
}

function headOf({ feature, timeZone }: StickinessQuery) {
  return { feature: feature ?? null, timeZone };
}

function periodOf(start: number, end: number) {
  return { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
}

function ruleOf({ breakdown }: StickinessQuery, events: string): { breakdownRule?: string } {
  return breakdown === undefined ? {} : { breakdownRule: attributionRule(events) };
}
