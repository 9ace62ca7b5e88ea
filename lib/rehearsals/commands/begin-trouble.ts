import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { sandboxOf } from '#lib/rehearsals/sandbox-of';
import type { ServedTrouble, TroubleRequest } from '#lib/rehearsals/schema';
import { servedTrouble } from '#lib/rehearsals/served-trouble';

/**
 * Troubles a function of the sandbox from outside, in place of the trouble that it has: every version is struck
 * alike, so going back does not help.
 *
 * @throws AppError `not_found` for a function that the sandbox does not have, or where there is no sandbox.
 */
export async function beginTrouble(ctx: Ctx, request: TroubleRequest): Promise<ServedTrouble> {
  assertAllowed(ctx.actor, 'sandbox.steer');
  const sandbox = sandboxOf(ctx);
  const { function: functionName, kind, minutes } = request;
  return audited(ctx, async () => {
    const value = servedTrouble(await sandbox.trouble({ functionName, kind, minutes }));
    const subject = { kind: 'function', id: functionName };
    return { value, entry: { action: 'sandbox.trouble-begun', subject, details: { kind, to: value.to } } };
  });
}
