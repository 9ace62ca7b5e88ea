import type { SavedChange } from '#lib/changes/answers';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/** @throws AppError `not_found` */
export async function loadChange(tx: Pick<Transaction, 'change'>, id: string): Promise<SavedChange> {
  const row = await tx.change.findUnique({ where: { id } });
  if (!row) throw new AppError('not_found', 'There is no such change.');
  return savedChangeOf(row);
}
