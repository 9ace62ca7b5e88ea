import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { sandboxOf } from '#lib/rehearsals/sandbox-of';
import type { ServedShipment, ShipmentOrder } from '#lib/rehearsals/schema';

/**
 * Ships a version to a function of the sandbox as a pipeline would: failing, slow, or sound.
 *
 * @throws AppError `not_found` for a function that the sandbox does not have, or where there is no sandbox.
 */
export async function shipVersion(ctx: Ctx, order: ShipmentOrder): Promise<ServedShipment> {
  assertAllowed(ctx.actor, 'sandbox.steer');
  const sandbox = sandboxOf(ctx);
  const { function: functionName, kind, errorRate } = order;
  const value = await audited(ctx, async () => {
    const shipped = { function: functionName, ...(await sandbox.ship({ functionName, kind, errorRate })) };
    const { version, from } = shipped;
    const details = { kind, version, from, ...(kind === 'failing' ? { errorRate } : {}) };
    const subject = { kind: 'function', id: functionName };
    return { value: shipped, entry: { action: 'sandbox.version-shipped', subject, details } };
  });
  ctx.lookout.hurry(functionName);
  return value;
}
