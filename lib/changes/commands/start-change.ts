import type { ServedChange } from '#lib/changes/answers';
import { executeChange } from '#lib/changes/commands/execute-change';
import { runChange } from '#lib/changes/commands/run-change';
import { loadChange } from '#lib/changes/queries/load-change';
import type { ChangeExecution } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';
import { AppError, isAppError } from '#lib/core/errors';

/** Begins a change and answers at once; this process drives it to its end, and any other would after a crash. */
export async function startChange(ctx: Ctx, id: string, execution: ChangeExecution): Promise<ServedChange> {
  try {
    const { change, isBegun } = await executeChange(ctx, id, execution);
    // An answer that was kept under an idempotency key starts nothing a second time.
    if (isBegun) drive(ctx, id);
    return change;
  } catch (error) {
    // Without an answer of the database it may have begun; if it has not, there is nothing to drive.
    if (!isAppError(error) || error.code === 'unavailable') drive(ctx, id);
    throw error;
  }
}

function drive(ctx: Ctx, id: string): void {
  runChange({ ...ctx, signal: undefined, idempotency: undefined }, id).catch((cause: unknown) => {
    ctx.log.error(
      { changeId: id, err: cause },
      'a change was left where its journal says; the next start goes on',
    );
  });
}

/**
 * Begins a change that the product itself has planned, by a rule that a person turned on: nobody is there to type the
 * confirmation. All else must hold as for a person: the plan is fresh, and nobody works on the same.
 */
export async function startOwnChange(ctx: Ctx, id: string): Promise<ServedChange> {
  const { planHash, confirmation, requestedBy } = await loadChange(ctx.db, id);
  if (ctx.actor.kind !== 'system' || requestedBy.id !== ctx.actor.id) {
    throw new AppError(
      'forbidden',
      'Only what the product itself has planned begins without a confirmation.',
    );
  }
  return startChange(ctx, id, { planHash, confirmation });
}
