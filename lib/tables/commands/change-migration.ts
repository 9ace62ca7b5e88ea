import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import { loadMigration } from '#lib/tables/queries/migrations';
import type { ServedMigration } from '#lib/tables/saved-migration';

type Work = (
  tx: Transaction,
  before: ServedMigration,
) => Promise<{ abandoned?: string; said: Pick<AuditDraft, 'action' | 'details'> }>;

/**
 * Changes a migration that is going on, from the version that was seen: what `work` refuses, or somebody else changed
 * in between, leaves everything as it was.
 *
 * @throws AppError `conflict` for another version, or for a migration that has ended.
 */
export async function changeMigration(
  ctx: Ctx,
  id: string,
  version: number,
  work: Work,
): Promise<ServedMigration> {
  assertAllowed(ctx.actor, 'production.change');
  return audited(ctx, async (tx) => {
    const before = await loadMigration(tx, id);
    if (before.version !== version) throw overtaken(before);
    const { said, abandoned } = await work(tx, before);
    const { count } = await tx.dataMigration.updateMany({
      where: { id, version },
      data: {
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
        ...(abandoned === undefined ? {} : { abandoned }),
      },
    });
    if (count === 0) throw overtaken(before);
    const subject = { kind: 'migration', id };
    return { value: await loadMigration(tx, id), entry: { ...said, subject } };
  });
}

/** Refuses what cannot be done any more. */
export function assertRunning({ status }: ServedMigration): void {
  if (status !== 'running')
    throw new AppError('conflict', `This migration is ${status}: nothing is left to do.`);
}

function overtaken({ updatedBy, updatedAt }: ServedMigration): AppError {
  return new AppError(
    'conflict',
    `${updatedBy} changed it at ${updatedAt}. Load it and make the change again.`,
  );
}
