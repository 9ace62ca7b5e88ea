import type { Transaction } from '#lib/core/database';

interface Mark {
  reason: string;
  changeId: string;
  markedBy: string;
  markedAt: Date;
}

/** Marks a version that a change found to be bad, whoever marked or cleared it before. */
export async function markBad(
  tx: Transaction,
  key: { functionName: string; version: number },
  mark: Mark,
): Promise<void> {
  await tx.badVersion.upsert({
    where: { functionName_version: key },
    create: { ...key, ...mark },
    update: { ...mark, clearedBy: null, clearedAt: null },
  });
}
