import type { Transaction } from '#lib/core/database';
import type { MovedRollback } from '#lib/incidents/queries/rollbacks-of';
import type { Moments } from '#lib/incidents/timings';

interface Course {
  detectedAt: Date | null;
}

/** The moments of an incident, from its rollbacks and from the ledger of where aliases stood. */
export async function momentsOf(
  tx: Pick<Transaction, 'aliasMove'>,
  { detectedAt }: Course,
  rollbacks: readonly MovedRollback[],
): Promise<Moments> {
  const [first] = rollbacks;
  const last = rollbacks.findLast(({ movedAt }) => movedAt !== null);
  return {
    failingSince: first ? await failingSince(tx, first) : null,
    detectedAt,
    begunAt: first?.startedAt ? new Date(first.startedAt) : null,
    movedAt: last?.movedAt ?? null,
    verifiedAt: last?.verdict && last.finishedAt ? new Date(last.finishedAt) : null,
  };
}

/** When the first of the versions that were left went live; what stood there at first sight has no known beginning. */
async function failingSince(
  tx: Pick<Transaction, 'aliasMove'>,
  { moves: left, startedAt }: MovedRollback,
): Promise<Date | null> {
  if (startedAt === null) return null;
  const moves = await Promise.all(
    left.map(({ function: functionName, alias, fromVersion }) =>
      tx.aliasMove.findFirst({
        where: {
          ...{ functionName, alias, toVersion: Number(fromVersion) || null },
          seenAt: { lte: new Date(startedAt) },
        },
        orderBy: { seenAt: 'desc' },
      }),
    ),
  );
  const known = moves.flatMap((move) => (move && !move.isFirstSight ? move.seenAt.getTime() : []));
  return known.length === 0 ? null : new Date(Math.min(...known));
}
