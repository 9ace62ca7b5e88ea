import type { AuditDraft } from '#lib/core/audit-draft';
import type { Transaction } from '#lib/core/database';
import type { TableBackup } from '#lib/core/tables';

interface Made {
  backup: Pick<TableBackup, 'arn' | 'name' | 'table'>;
  changeId: string | null;
  madeBy: string;
  at: Date;
}

/** Remembers who made a backup and what for, once; the caller writes the audit entry that comes back. */
export async function keepBackup(
  tx: Transaction,
  { backup, changeId, madeBy, at }: Made,
): Promise<AuditDraft> {
  const { arn, name, table: tableName } = backup;
  await tx.ownBackup.upsert({
    where: { arn },
    create: { arn, name, tableName, changeId, madeBy, madeAt: at },
    update: {},
  });
  const subject = { kind: 'table', id: tableName };
  return { action: 'table.backed_up', subject, details: { arn, name, changeId } };
}
