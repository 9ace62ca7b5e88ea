import type { ServedChange } from '#lib/changes/answers';
import { executeChange } from '#lib/changes/commands/execute-change';
import { runChange } from '#lib/changes/commands/run-change';
import type { ChangeExecution } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';

/** Begins a change and answers at once; this process drives it to its end, and any other would after a crash. */
export async function startChange(ctx: Ctx, id: string, execution: ChangeExecution): Promise<ServedChange> {
  const { change, isBegun } = await executeChange(ctx, id, execution);
  // An answer that was kept under an idempotency key starts nothing a second time.
  if (isBegun) {
    runChange({ ...ctx, signal: undefined, idempotency: undefined }, id).catch((cause: unknown) => {
      ctx.log.error(
        { changeId: id, err: cause },
        'a change was left where its journal says; the next start goes on',
      );
    });
  }
  return change;
}
