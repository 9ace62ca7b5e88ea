import type { SavedRule } from '#lib/automation/answers';
import { savedRuleOf } from '#lib/automation/saved-rule';
import type { Ctx } from '#lib/core/ctx';

/** Every rule, by trigger and function. */
export async function loadRules(ctx: Pick<Ctx, 'db'>): Promise<SavedRule[]> {
  const rows = await ctx.db.automationRule.findMany({
    orderBy: [{ trigger: 'asc' }, { functionName: 'asc' }],
  });
  return rows.map(savedRuleOf);
}
