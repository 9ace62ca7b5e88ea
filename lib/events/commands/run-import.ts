import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { Delimiter, ImportOutcome, ImportProgress, ImportSource } from '#lib/core/importer';
import type { ImportSettings, ImportStatus } from '#lib/events/import/schema';

export interface ImportRun {
  id: string;
  fileName: string;
  source: ImportSource;
  delimiter: Delimiter | undefined;
  settings: ImportSettings;
  onProgress?: (progress: ImportProgress) => void;
}

const ACTION = { done: 'import.finished', failed: 'import.failed', cancelled: 'import.cancelled' } as const;

/**
 * Does the work of an import that is marked as running, and writes down how it ended. Events go in before the row
 * says so; a process that is killed in between leaves a receipt, from which the next start mends the row.
 */
export async function runImport(ctx: Ctx, run: ImportRun): Promise<ImportOutcome> {
  const { id, source, delimiter, settings, onProgress } = run;
  const outcome = await ctx.importer.run({ id, source, delimiter, ...settings, now: ctx.now, onProgress });
  // Whoever tidied up in the moment between the row and the work may have taken it for dead; we know better.
  await recordOutcome(ctx, run, outcome, ['running', 'failed']);
  if ('upload' in source) await ctx.importer.discardUpload(id);
  return outcome;
}

/** Writes down how an import ended; does nothing unless its row still says one of `from`. */
export async function recordOutcome(
  ctx: Ctx,
  { id, fileName }: Pick<ImportRun, 'id' | 'fileName'>,
  outcome: ImportOutcome,
  from: ImportStatus[],
): Promise<void> {
  const { status, rows, accepted, duplicates, rejected, finishedAt } = outcome;
  const problem = status === 'failed' ? outcome.problem : null;
  const ended: Ctx = { ...ctx, now: finishedAt, idempotency: undefined, signal: undefined };
  await audited(ended, async (tx) => {
    const { count } = await tx.eventImport.updateMany({
      where: { id, status: { in: from } },
      data: { status, rows, accepted, duplicates, rejected, problem, finishedAt },
    });
    const details = { fileName, rows, accepted, duplicates, rejected };
    const entry = { action: ACTION[status], subject: { kind: 'import', id }, details };
    return { value: null, entry: count === 0 ? [] : entry };
  });
}
