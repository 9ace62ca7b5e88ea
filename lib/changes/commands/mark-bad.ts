import type { AuditDraft } from '#lib/core/audit-draft';
import type { Transaction } from '#lib/core/database';

interface MarkedVersion {
  functionName: string;
  version: number;
}

interface Mark {
  reason: string;
  changeId: string;
  markedBy: string;
  markedAt: Date;
}

/**
 * Marks versions that a change found to be bad, whoever marked or cleared them before; answers what is audited. However
 * many there are, it takes two statements: who writes to the audit waits for this one.
 */
export async function markBad(
  tx: Transaction,
  versions: readonly MarkedVersion[],
  mark: Mark,
): Promise<AuditDraft[]> {
  if (versions.length === 0) return [];
  await tx.badVersion.updateMany({
    where: { OR: [...versions] },
    data: { ...mark, clearedBy: null, clearedAt: null },
  });
  const data = versions.map((key) => ({ ...key, ...mark }));
  await tx.badVersion.createMany({ data, skipDuplicates: true });
  const { reason, changeId, markedBy } = mark;
  return versions.map(({ functionName, version }) => ({
    action: 'version.marked_bad',
    subject: { kind: 'function', id: functionName },
    details: { version: `${version}`, reason, changeId, markedBy },
  }));
}
