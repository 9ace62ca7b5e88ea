import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { noSuchFunnel } from '#lib/funnels/no-such-funnel';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';

/** Deletes a funnel. Its definition stays in the audit entry, so that it can be made again. */
export async function deleteFunnel(ctx: Ctx, id: string): Promise<void> {
  assertAllowed(ctx.actor, 'funnels.edit');
  await audited(ctx, async (tx) => {
    const row = await tx.funnel.findUnique({ where: { id } });
    if (!row) throw noSuchFunnel();
    await tx.funnel.delete({ where: { id } });
    const { name, definition } = savedFunnelOf(row);
    const details = { name, definition: JSON.stringify(definition) };
    return { value: null, entry: { action: 'funnel.deleted', subject: { kind: 'funnel', id }, details } };
  });
}
