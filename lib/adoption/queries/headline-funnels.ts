import { changeBetween } from '#lib/adoption/change';
import type { Comparison, FunnelSubject } from '#lib/adoption/headline-finding';
import type { Split } from '#lib/adoption/headline-segment';
import type { DayRate } from '#lib/adoption/headline-since';
import type { FunnelOverview, OverviewAnswer } from '#lib/adoption/overview-answers';
import type { Ctx } from '#lib/core/ctx';
import { dayInZone } from '#lib/core/time-zone';
import type { Meta, SavedFunnel, StepResult } from '#lib/funnels/answers';
import { columnsOf } from '#lib/funnels/columns';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { FunnelQuestion, TrendQuestion } from '#lib/funnels/schema';

const DAY_MS = 86_400_000;

type Periods = Pick<OverviewAnswer, 'period' | 'before' | 'timeZone'>;

/** The step-to-step rates of a saved funnel in both periods, over those whose window has closed. */
export async function compareFunnel(
  ctx: Ctx,
  saved: SavedFunnel,
  periods: Periods,
): Promise<{ overview: FunnelOverview; meta: Meta }> {
  const { funnel, compare, meta, unit } = await funnelResults(ctx, questionOf(saved, periods));
  const steps = columnsOf(funnel, 'closed', compare?.funnel).flatMap((column): Comparison[] => {
    const { ghost, previousNumber, fromPrevious: now, number, name } = column;
    if (previousNumber === null || column.isOptional || !ghost) return [];
    const subject = {
      kind: 'funnel' as const,
      funnelId: saved.id,
      name: saved.name,
      unit,
      step: number,
      previous: previousNumber,
      stepName: name,
      previousName: funnel[previousNumber - 1]?.name ?? '',
    };
    const before = ghost.fromPrevious;
    return [{ subject, now, before, change: changeBetween(now, before) }];
  });
  return { overview: { funnelId: saved.id, name: saved.name, unit, steps }, meta };
}

/** The rate of one step by the day on which people entered; none for funnels whose steps cannot be taken apart. */
export async function funnelDayRates(
  ctx: Ctx,
  saved: SavedFunnel,
  { step, previous }: FunnelSubject,
  periods: Periods,
): Promise<DayRate[]> {
  const { definition } = saved;
  if (definition.order === 'any' || definition.exclusions?.length) return [];
  const upTo = async (last: number) => {
    const question = TrendQuestion.parse({
      ...questionOf(saved, periods),
      ...{ compare: undefined, compareFrom: undefined, compareTo: undefined },
      steps: definition.steps.slice(0, Math.max(2, last)),
      from: periods.before.start,
      timeZone: periods.timeZone,
    });
    return (await funnelTrend(ctx, question)).points;
  };
  const [reached, had] = [await upTo(step), await upTo(previous)];
  return reached.flatMap(({ start, completed }, index) => {
    const of = previous === 1 ? had[index]?.entered : had[index]?.completed;
    const isOver = Date.parse(start) + DAY_MS + definition.windowSeconds * 1000 <= ctx.now.getTime();
    const date = dayInZone(Date.parse(start), periods.timeZone);
    return isOver && of !== undefined ? [{ date, count: Math.min(completed, of), of }] : [];
  });
}

/** The rate of one step by the values of a property, in both periods. */
export async function funnelSplits(
  ctx: Ctx,
  saved: SavedFunnel,
  { step }: FunnelSubject,
  periods: Periods,
  property: string,
): Promise<Split[]> {
  const question = FunnelQuestion.parse({ ...questionOf(saved, periods), breakdown: property });
  const { breakdown = [], compare } = await funnelResults(ctx, question);
  return breakdown.flatMap(({ value, other, funnel }): Split[] => {
    const earlier = compare?.breakdown?.find((one) => !one.other && one.value === value)?.funnel;
    const pair = other || !earlier ? null : pairOf(funnel, earlier, step);
    return pair ? [{ property, value, ...pair }] : [];
  });
}

function pairOf(funnel: StepResult[], earlier: StepResult[], step: number) {
  const column = columnsOf(funnel, 'closed', earlier)[step - 1];
  return column?.ghost ? { now: column.fromPrevious, before: column.ghost.fromPrevious } : null;
}

function questionOf({ definition }: SavedFunnel, { period, before }: Periods): FunnelQuestion {
  const { breakdown: _, attribution: __, ...plain } = definition;
  const isWhole = before.end === period.start;
  return FunnelQuestion.parse({
    ...plain,
    from: period.start,
    to: period.end,
    ...(isWhole ? { compare: 'previous' } : { compareFrom: before.start, compareTo: before.end }),
  });
}
