import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { sandboxOf } from '#lib/rehearsals/sandbox-of';
import type { ServedStackFailure, StackFailureOrder } from '#lib/rehearsals/schema';

/**
 * Begins an update of one of the sandbox's stacks that is going to fail.
 *
 * @throws AppError `not_found` for a stack that the sandbox does not have, or where there is no sandbox;
 * `unprocessable` for a stack that cannot be updated now.
 */
export async function failStack(ctx: Ctx, order: StackFailureOrder): Promise<ServedStackFailure> {
  assertAllowed(ctx.actor, 'sandbox.steer');
  const sandbox = sandboxOf(ctx);
  const { stack, kind } = order;
  return audited(ctx, async () => {
    const status = await sandbox.failStack({ stackName: stack, kind });
    const subject = { kind: 'stack', id: stack };
    const entry = { action: 'sandbox.stack-update-broken', subject, details: { kind, status } };
    return { value: { stack, status }, entry };
  });
}
