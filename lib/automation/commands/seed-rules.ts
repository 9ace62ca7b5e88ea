import { audited } from '#lib/audit/write';
import { insertRule } from '#lib/automation/commands/create-rule';
import { EVERY_FUNCTION } from '#lib/automation/rule';
import { TRIGGER_IDS, TRIGGERS } from '#lib/automation/triggers';
import { DEFAULT_BRAKES } from '#lib/changes/brakes';
import type { Ctx } from '#lib/core/ctx';

/**
 * Makes the runbook's four rules for every function, where they are missing. They begin in dry run: what moves
 * production by itself is turned on by a person who has seen what it would have done.
 */
export async function seedRules(ctx: Ctx): Promise<void> {
  const where = { functionName: EVERY_FUNCTION };
  if ((await ctx.db.automationRule.count({ where })) === TRIGGER_IDS.length) return;
  await audited(ctx, async (tx) => {
    const there = await tx.automationRule.findMany({ where, select: { trigger: true } });
    const missing = TRIGGER_IDS.filter((id) => !there.some(({ trigger }) => trigger === id));
    const entry = [];
    for (const trigger of missing) {
      const { threshold, points, minimumCalls } = TRIGGERS[trigger];
      const settings = { threshold, points, minimumCalls, mode: 'dry_run' as const, ...DEFAULT_BRAKES };
      const creation = { trigger, functionName: EVERY_FUNCTION, ...settings };
      const { id } = await insertRule(ctx, tx, creation);
      const subject = { kind: 'automation-rule', id };
      entry.push({ action: 'automation.rule_created', subject, details: { ...creation } });
    }
    return { value: null, entry };
  });
}
