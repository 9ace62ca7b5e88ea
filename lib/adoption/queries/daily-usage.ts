import { attributionRule } from '#lib/adoption/breakdown';
import { type DailyTable, dailyTable } from '#lib/adoption/daily';
import { DAILY_COLUMNS, dailySql } from '#lib/adoption/daily-sql';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { ask } from '#lib/adoption/queries/ask';
import { definedFeatures } from '#lib/adoption/queries/defined-features';
import { withBefore } from '#lib/adoption/queries/with-before';
import type { DailyQuery } from '#lib/adoption/schema';
import type { DailyAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { periodBefore } from '#lib/funnels/period-before';
import { answeredOnce, type Work } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** Usage of every feature that events name, day by day, with totals of the period and of the one before. */
export async function dailyUsage(ctx: Ctx, query: DailyQuery): Promise<DailyAnswer> {
  const features = await definedFeatures(ctx);
  const definitions = features.map(({ saved }) => [saved.key, saved.definition]);
  const { breakdown, timeZone } = query;
  const once = {
    key: ['adoption.daily', query, definitions],
    fromDay: dayOf(Date.parse((query.compare ? periodBefore(query) : query).from)),
    toDay: dayOf(Date.parse(query.to) - 1),
  };
  return answeredOnce(ctx, once, async (signal) => {
    const { value, ...cost } = await withBefore(query, periodBefore, (asked) =>
      tabled(ctx, asked, features, signal),
    );
    const { rows: _, ...before } = value.before ?? { rows: [] };
    const rule = attributionRule('their events in the period');
    return {
      value: {
        timeZone,
        ...value.own,
        ...('totals' in before ? { compare: before } : {}),
        ...(breakdown === undefined ? {} : { breakdownRule: rule }),
      },
      ...cost,
    };
  });
}

async function tabled(
  ctx: Ctx,
  query: DailyQuery,
  features: DefinedFeature[],
  signal: AbortSignal,
): Promise<Work<DailyTable & { period: { start: string; end: string } }>> {
  const text = dailySql(query, features);
  const { value, ...cost } = await ask(ctx, 'adoption.daily', text, DAILY_COLUMNS, signal);
  const period = { start: query.from, end: query.to };
  return { value: { period, ...dailyTable(value, query.breakdown !== undefined) }, ...cost };
}
