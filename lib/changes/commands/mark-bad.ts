import type { AuditDraft } from '#lib/core/audit-draft';
import type { Transaction } from '#lib/core/database';

interface Mark {
  reason: string;
  changeId: string;
  markedBy: string;
  markedAt: Date;
}

/** Marks a version that a change found to be bad, whoever marked or cleared it before; answers what is audited. */
export async function markBad(
  tx: Transaction,
  key: { functionName: string; version: number },
  mark: Mark,
): Promise<AuditDraft> {
  await tx.badVersion.upsert({
    where: { functionName_version: key },
    create: { ...key, ...mark },
    update: { ...mark, clearedBy: null, clearedAt: null },
  });
  const { reason, changeId, markedBy } = mark;
  return {
    action: 'version.marked_bad',
    subject: { kind: 'function', id: key.functionName },
    details: { version: `${key.version}`, reason, changeId, markedBy },
  };
}
