import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { sandboxOf } from '#lib/rehearsals/sandbox-of';
import type { Troubles } from '#lib/rehearsals/schema';
import { servedTrouble } from '#lib/rehearsals/served-trouble';

/** What troubles the sandbox's functions from outside now, by name. */
export async function listTroubles(ctx: Ctx): Promise<Troubles> {
  assertAllowed(ctx.actor, 'sandbox.steer');
  const troubles = (await sandboxOf(ctx).troubles()).map(servedTrouble);
  return { troubles: troubles.sort((a, b) => (a.function < b.function ? -1 : 1)) };
}
