import { audited } from '#lib/audit/write';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { DEMO_USES } from '#lib/tables/demo-uses';

const SEEDED = 'tables.seeded';

/** Says of the sandbox's tables which functions use them: once, and only while nobody has said anything. */
export async function seedTableUses(ctx: Ctx): Promise<void> {
  if (await ctx.db.setting.findUnique({ where: { key: SEEDED } })) return;
  await audited(ctx, async (tx) => {
    // Asked again where writers queue: another process may have been first.
    const isMade = await tx.setting.findUnique({ where: { key: SEEDED } });
    if (isMade || (await tx.tableUse.count()) > 0) return { value: null, entry: [] };
    const told = { updatedBy: actorName(ctx.actor), updatedAt: ctx.now };
    const uses = Object.entries(DEMO_USES);
    await tx.tableUse.createMany({
      data: uses.map(([tableName, functions]) => ({ tableName, functions, ...told })),
    });
    await tx.setting.create({ data: { key: SEEDED, value: true, updatedAt: ctx.now } });
    const entry = uses.map(([id, functions]) => ({
      action: 'table.functions_named',
      subject: { kind: 'table', id },
      details: { functions, previous: [], version: 1 },
    }));
    return { value: null, entry };
  });
}
