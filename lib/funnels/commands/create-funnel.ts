import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { SavedFunnel } from '#lib/funnels/answers';
import { insertFunnel } from '#lib/funnels/commands/insert-funnel';
import type { FunnelCreation } from '#lib/funnels/schema';

export async function createFunnel(ctx: Ctx, creation: FunnelCreation): Promise<SavedFunnel> {
  assertAllowed(ctx.actor, 'funnels.edit');
  return audited(ctx, async (tx) => {
    const value = await insertFunnel(ctx, tx, creation);
    const subject = { kind: 'funnel', id: value.id };
    return { value, entry: { action: 'funnel.created', subject, details: { name: value.name } } };
  });
}
