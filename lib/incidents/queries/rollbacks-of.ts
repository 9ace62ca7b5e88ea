import type { SavedChange } from '#lib/changes/answers';
import { type Moved, movesOf, ROLLBACKS } from '#lib/changes/moves-of';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Transaction } from '#lib/core/database';
import type { AliasMove } from '#prisma/generated/client';

export type MovedRollback = Pick<
  SavedChange,
  'id' | 'kind' | 'status' | 'startedAt' | 'finishedAt' | 'verdict'
> & {
  moves: Moved[];
  /** When its last alias was moved, or its stack was taken back; null before. */
  movedAt: Date | null;
};

/** The rollbacks of an incident that were begun, of aliases or of stacks, the oldest first. */
export async function rollbacksOf(
  tx: Pick<Transaction, 'change' | 'aliasMove'>,
  incidentId: string,
): Promise<MovedRollback[]> {
  const rows = await tx.change.findMany({
    where: { incidentId, kind: { in: ROLLBACKS }, startedAt: { not: null } },
    include: { steps: { where: { outcome: 'done' }, orderBy: { outcomeAt: 'desc' }, take: 1 } },
    orderBy: { startedAt: 'asc' },
  });
  const own = await tx.aliasMove.findMany({
    where: { changeId: { in: rows.map(({ id }) => id) } },
    orderBy: { seenAt: 'desc' },
  });
  return rows.map(({ steps, ...row }) => {
    const change = savedChangeOf(row);
    const { id, kind, status, startedAt, finishedAt, verdict } = change;
    const ends = kind === 'rollback' ? steps.map(({ outcomeAt }) => outcomeAt) : seenOf(own, id);
    const isMoved = status === 'verifying' || status === 'done';
    // A stack that moved no alias was taken back when the change was over.
    const movedAt = ends[0] ?? (finishedAt === null ? null : new Date(finishedAt));
    return {
      ...{ id, kind, status, startedAt, finishedAt, verdict },
      moves: movesOf(change),
      movedAt: isMoved ? movedAt : null,
    };
  });
}

/** AWS has begun with a stack long before it moves the aliases in it. */
function seenOf(moves: readonly AliasMove[], id: string): Date[] {
  return moves.filter(({ changeId }) => changeId === id).map(({ seenAt }) => seenAt);
}
