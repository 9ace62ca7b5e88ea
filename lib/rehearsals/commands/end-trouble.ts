import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { sandboxOf } from '#lib/rehearsals/sandbox-of';

/**
 * Ends what troubles a function of the sandbox from outside.
 *
 * @throws AppError `not_found` when nothing does, or where there is no sandbox.
 */
export async function endTrouble(ctx: Ctx, functionName: string): Promise<void> {
  assertAllowed(ctx.actor, 'sandbox.steer');
  const sandbox = sandboxOf(ctx);
  await audited(ctx, async () => {
    const found = (await sandbox.troubles()).find((trouble) => trouble.functionName === functionName);
    if (!found) throw new AppError('not_found', `Nothing troubles ${functionName} from outside now.`);
    await sandbox.calm(functionName);
    const subject = { kind: 'function', id: functionName };
    const entry = { action: 'sandbox.trouble-ended', subject, details: { kind: found.kind } };
    return { value: null, entry };
  });
}
