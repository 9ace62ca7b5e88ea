import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/**
 * Refuses to leave the product without an active admin. Call it inside `audited`, where writers queue, so that two
 * admins cannot remove each other at the same moment.
 */
export async function assertAnotherAdmin(tx: Transaction, personId: string): Promise<void> {
  const others = await tx.person.count({ where: { role: 'admin', isActive: true, id: { not: personId } } });
  if (others > 0) return;
  throw new AppError(
    'precondition',
    'This is the last active admin. Make somebody else an admin first, then try again.',
  );
}
