import { runningChanges } from '#lib/changes/queries/running-changes';
import type { Ctx } from '#lib/core/ctx';
import type { SeenNames, ShellState } from '#lib/core/shell-state';
import { seenNames } from '#lib/functions/queries/seen-names';
import { seenAlarms } from '#lib/functions/seen-alarms';
import { services } from '#lib/http/services';
import { unclosedIncidents } from '#lib/incidents/queries/unclosed-incidents';
import { knownTables } from '#lib/tables/queries/known-tables';

/**
 * What the line at the top of every page says about this installation and what it looks after. It is asked again as
 * long as a page is open, so it says what was seen last, and keeps nobody looking at AWS.
 */
export async function readShellState(ctx: Ctx): Promise<ShellState> {
  const { env } = await services();
  const today = ctx.now.toISOString().slice(0, 10);
  const [{ dataThrough }, running, incidents] = await Promise.all([
    ctx.warehouse.state(today, today),
    runningChanges(ctx),
    unclosedIncidents(ctx),
  ]);
  return {
    environment: env.DATABASE_URL ? 'production' : 'embedded',
    dataThrough,
    alarms: seenAlarms(ctx.lookout.now({ isPassing: true }), ctx.now),
    runningChanges: running,
    incidents: incidents.map(({ id }) => id),
  };
}

/** What can be found by name of what this product looks after; it keeps nobody looking at AWS either. */
export async function readNames(ctx: Ctx): Promise<SeenNames> {
  const [incidents, tables] = await Promise.all([unclosedIncidents(ctx), knownTables(ctx)]);
  return { ...seenNames(ctx), tables, incidents };
}
