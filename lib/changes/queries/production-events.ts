import { assertAllowed } from '#lib/auth/permissions';
import type { ProductionEvents } from '#lib/changes/answers';
import {
  type ConfigurationOf,
  eventOfChange,
  eventOfMove,
  type OutsideMove,
} from '#lib/changes/production-events';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { ProductionEventsQuery } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';

type Window = Pick<ProductionEventsQuery, 'limit'> & { from: Date; to: Date };

/** Everything that happened to production in a period, the newest first: changes from here, and moves from outside. */
export async function productionEvents(
  ctx: Ctx,
  { from, to, limit }: ProductionEventsQuery,
): Promise<ProductionEvents> {
  assertAllowed(ctx.actor, 'production.read');
  const window = { from: new Date(from), to: new Date(to), limit };
  const seen = ctx.lookout.now().functions;
  const configurationOf: ConfigurationOf = (name, number) =>
    seen.get(name)?.versions.find(({ version }) => version === number)?.configuration;
  const [changes, moves] = await Promise.all([begunChanges(ctx, window), outsideMoves(ctx, window)]);
  const events = [
    ...changes.map((change) => eventOfChange(change, configurationOf)),
    ...moves.map((move) => eventOfMove(move, configurationOf)),
  ];
  return { events: events.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit) };
}

async function begunChanges(ctx: Ctx, { from, to, limit }: Window) {
  const rows = await ctx.db.change.findMany({
    where: { startedAt: { gte: from, lt: to } },
    orderBy: { startedAt: 'desc' },
    take: limit,
  });
  return rows.map(savedChangeOf);
}

async function outsideMoves(ctx: Ctx, { from, to, limit }: Window): Promise<OutsideMove[]> {
  const rows = await ctx.db.aliasMove.findMany({
    where: { seenAt: { gte: from, lt: to }, isFirstSight: false, movedBy: null },
    orderBy: { seenAt: 'desc' },
    take: limit,
  });
  return Promise.all(rows.map(async (row) => ({ ...row, fromVersion: await versionBefore(ctx, row) })));
}

/** Where the alias stood before; undefined when the ledger does not reach back so far. */
async function versionBefore(
  ctx: Ctx,
  { functionName, alias, seenAt }: Omit<OutsideMove, 'fromVersion'>,
): Promise<number | null | undefined> {
  const before = await ctx.db.aliasMove.findFirst({
    where: { functionName, alias, seenAt: { lt: seenAt } },
    orderBy: { seenAt: 'desc' },
  });
  return before?.toVersion;
}
