import type { Ctx } from '#lib/core/ctx';

/** What is known of an alias's past: what was live, newest first, and what hurt. */
export interface FunctionPast {
  served: number[];
  /** Versions that are marked as bad, each with the reason. */
  bad: Map<number, string>;
}

// A target further back than this is chosen by a person.
const MOST_MOVES = 200;

/** Reads the ledger of an alias and the marks on its function's versions. */
export async function pastOf(
  ctx: Pick<Ctx, 'db'>,
  functionName: string,
  alias: string,
): Promise<FunctionPast> {
  const [moves, marks] = await Promise.all([
    ctx.db.aliasMove.findMany({
      where: { functionName, alias, toVersion: { not: null } },
      orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
      take: MOST_MOVES,
      select: { toVersion: true },
    }),
    ctx.db.badVersion.findMany({ where: { functionName, clearedAt: null } }),
  ]);
  return {
    served: moves.flatMap(({ toVersion }) => toVersion ?? []),
    bad: new Map(marks.map(({ version, reason }) => [version, reason])),
  };
}
