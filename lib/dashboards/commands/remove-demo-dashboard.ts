import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { SEEDED } from '#lib/dashboards/commands/seed-dashboard';

const UNTOUCHED = 1;

/** Takes the demo's dashboard away, unless somebody has changed it: then it is theirs. */
export async function removeDemoDashboard(ctx: Ctx): Promise<void> {
  assertAllowed(ctx.actor, 'demo.remove');
  const seeded = await ctx.db.setting.findUnique({ where: { key: SEEDED } });
  if (typeof seeded?.value !== 'string') return;
  const id = seeded.value;
  await audited(ctx, async (tx) => {
    const { count } = await tx.dashboard.deleteMany({ where: { id, version: UNTOUCHED } });
    const entry = {
      action: 'dashboard.deleted',
      subject: { kind: 'dashboard', id },
      details: { demo: true },
    };
    return { value: null, entry: count === 0 ? [] : entry };
  });
}
