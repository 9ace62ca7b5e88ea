import type { Transaction } from '#lib/core/database';

/** Writes down what those who watch a change are told; it is part of the transaction that makes it true. */
export async function tell(
  tx: Transaction,
  at: Date,
  changeId: string,
  kind: string,
  sentence: string,
): Promise<void> {
  await tx.changeEvent.create({ data: { changeId, at, kind, sentence } });
}
