import { meaningOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import { overviewOf, totalUsersOf } from '#lib/adoption/overview';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import { overviewCells, overviewSpan } from '#lib/adoption/overview-cells';
import { OVERVIEW_DEFINITIONS } from '#lib/adoption/overview-metrics';
import { OVERVIEW_COLUMNS, overviewSql } from '#lib/adoption/overview-sql';
import { ask } from '#lib/adoption/queries/ask';
import { definedFeatures } from '#lib/adoption/queries/defined-features';
import type { OverviewQuery } from '#lib/adoption/schema';
import type { Ctx } from '#lib/core/ctx';
import { answeredOnce } from '#lib/funnels/queries/answered';
import { dayOf } from '#lib/funnels/sql';

/** All defined features side by side: the period against the one before, and day by day. */
export async function adoptionOverview(ctx: Ctx, query: OverviewQuery): Promise<OverviewAnswer> {
  const features = await definedFeatures(ctx);
  const { timeZone } = query;
  const today = localDay(ctx.now.getTime(), timeZone);
  const span = overviewSpan(query, ctx.now.getTime());
  const asked = {
    key: ['adoption.overview', query, span, features.map(meaningOf), today],
    fromDay: dayOf(span.beforeStart),
    toDay: dayOf(span.horizon - 1),
  };
  return answeredOnce(ctx, asked, async (signal) => {
    const text = overviewSql(span, timeZone, features);
    const { value: rows, ...cost } = await ask(ctx, 'adoption.overview', text, OVERVIEW_COLUMNS, signal);
    const cells = overviewCells(span, timeZone);
    const iso = (start: number, end: number) => ({
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
    });
    const value = {
      period: iso(span.start, span.end),
      before: iso(span.beforeStart, span.beforeEnd),
      timeZone,
      totalUsers: totalUsersOf(cells, rows),
      features: overviewOf({ features, cells, today }, rows),
      definitions: OVERVIEW_DEFINITIONS,
    };
    return { value, ...cost };
  });
}
