import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import { insertFunnel } from '#lib/funnels/commands/insert-funnel';
import { GUIDE_FUNNELS } from '#lib/funnels/guide-funnels';
import { FunnelCreation } from '#lib/funnels/schema';

const SEEDED = 'funnels.seeded';

/** Makes the funnels that an installation begins with: once, so that deleted ones do not come back. */
export async function seedFunnels(ctx: Ctx): Promise<void> {
  if (await ctx.db.setting.findUnique({ where: { key: SEEDED } })) return;
  await audited(ctx, async (tx) => {
    // Asked again where writers queue: another process may have been first.
    if (await tx.setting.findUnique({ where: { key: SEEDED } })) return { value: null, entry: [] };
    const entry = [];
    for (const funnel of GUIDE_FUNNELS) {
      const { id, name } = await insertFunnel(ctx, tx, FunnelCreation.parse(funnel));
      entry.push({ action: 'funnel.created', subject: { kind: 'funnel', id }, details: { name } });
    }
    await tx.setting.create({ data: { key: SEEDED, value: true, updatedAt: ctx.now } });
    return { value: null, entry };
  });
}
