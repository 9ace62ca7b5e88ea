import type { SavedChange } from '#lib/changes/answers';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Transaction } from '#lib/core/database';

export type MovedRollback = SavedChange<'rollback'> & {
  /** When its last alias was moved; null before. */
  movedAt: Date | null;
};

/** The rollbacks of an incident that were begun, the oldest first. */
export async function rollbacksOf(
  tx: Pick<Transaction, 'change'>,
  incidentId: string,
): Promise<MovedRollback[]> {
  const rows = await tx.change.findMany({
    where: { incidentId, kind: 'rollback', startedAt: { not: null } },
    include: { steps: { where: { outcome: 'done' }, orderBy: { outcomeAt: 'desc' }, take: 1 } },
    orderBy: { startedAt: 'asc' },
  });
  return rows.flatMap(({ steps, ...row }) => {
    const change = savedChangeOf(row);
    if (change.kind !== 'rollback') return [];
    const isMoved = change.status === 'verifying' || change.status === 'done';
    return { ...change, movedAt: isMoved ? (steps[0]?.outcomeAt ?? null) : null };
  });
}
