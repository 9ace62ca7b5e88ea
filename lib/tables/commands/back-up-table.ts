import { audited } from '#lib/audit/write';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { BackedUpTable } from '#lib/tables/backed-up-table';
import { enableRecovery } from '#lib/tables/commands/enable-recovery';
import { exportItems } from '#lib/tables/commands/export-items';
import { keepBackup } from '#lib/tables/commands/keep-backup';
import { makeBackup } from '#lib/tables/commands/make-backup';
import type { Deed } from '#lib/tables/deed';
import type { Selection } from '#lib/tables/selection';

export interface BackUpRequest {
  table: string;
  /** The backup's own, by `backupNameOf`: calling again with the same name is the same backup. */
  name: string;
  changeId: string | null;
  /** Which items are written to S3 beside it; none when it is left out. */
  selection?: Selection;
}

/**
 * What stands before each deploy of a function that uses a table: point-in-time recovery is on, there is a backup of
 * this name that can be restored, and critical items are in S3. It may be called again after a crash at any point.
 *
 * @throws AppError what reading AWS refuses, `not_found` for a table that is not there.
 */
export async function backUpTable(ctx: Ctx, request: BackUpRequest): Promise<Deed<BackedUpTable>> {
  const { table, name, changeId, selection } = request;
  const recovery = await enableRecovery(ctx, table);
  if (recovery.outcome === 'refused') return recovery;
  const backup = await makeBackup(ctx, table, name);
  if (backup.outcome === 'refused') return backup;
  const at = ctx.pace.clock();
  await audited({ ...ctx, now: at, idempotency: undefined, signal: undefined }, async (tx) => {
    const isKept = (await tx.ownBackup.count({ where: { arn: backup.value.arn } })) > 0;
    const made = { backup: backup.value, changeId, madeBy: actorName(ctx.actor), at };
    const entry = await keepBackup(tx, made);
    return { value: null, entry: isKept ? [] : entry };
  });
  const described = selection ? await ctx.cloud.tables.table(table) : null;
  const exported = selection && described ? await exportItems(ctx, described, name, selection) : null;
  if (exported?.outcome === 'refused') return exported;
  return {
    outcome: 'done',
    value: {
      table,
      backupArn: backup.value.arn,
      backupName: name,
      recovery: recovery.value.was,
      exported: exported?.value ?? null,
    },
  };
}
