import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { SavedFunnel } from '#lib/funnels/answers';
import { insertFunnel } from '#lib/funnels/commands/insert-funnel';
import { noSuchFunnel } from '#lib/funnels/no-such-funnel';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';

const MAX_NAME_LENGTH = 120;

/** A second funnel with the same definition, named as a copy of the first. */
export async function duplicateFunnel(ctx: Ctx, id: string): Promise<SavedFunnel> {
  assertAllowed(ctx.actor, 'funnels.edit');
  return audited(ctx, async (tx) => {
    const row = await tx.funnel.findUnique({ where: { id } });
    if (!row) throw noSuchFunnel();
    const original = savedFunnelOf(row);
    const name = `Copy of ${original.name}`.slice(0, MAX_NAME_LENGTH);
    const value = await insertFunnel(ctx, tx, { name, definition: original.definition });
    const subject = { kind: 'funnel', id: value.id };
    const details = { name, copyOf: original.id };
    return { value, entry: { action: 'funnel.duplicated', subject, details } };
  });
}
