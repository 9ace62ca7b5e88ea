import { dailyTable } from '#lib/adoption/daily';
import { DAILY_COLUMNS, dailySql } from '#lib/adoption/daily-sql';
import { ask } from '#lib/adoption/queries/ask';
import { definedFeatures } from '#lib/adoption/queries/defined-features';
import type { DailyQuery } from '#lib/adoption/schema';
import type { DailyAnswer } from '#lib/adoption/usage-answers';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** Usage of every feature that events name, day by day, with totals of the period. */
export async function dailyUsage(ctx: Ctx, query: DailyQuery): Promise<DailyAnswer> {
  const features = await definedFeatures(ctx);
  const definitions = features.map(({ saved }) => [saved.key, saved.definition]);
  const asked = {
    key: ['adoption.daily', query, definitions],
    fromDay: dayOf(Date.parse(query.from)),
    toDay: dayOf(Date.parse(query.to) - 1),
  };
  return answeredOnce(ctx, asked, async (signal) => {
    const { value, ...cost } = await ask(
      ctx,
      'adoption.daily',
      dailySql(query, features),
      DAILY_COLUMNS,
      signal,
    );
    const period = { start: query.from, end: query.to };
    return { value: { period, timeZone: query.timeZone, ...dailyTable(value) }, ...cost };
  });
}
