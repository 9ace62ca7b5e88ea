import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedRule } from '#lib/automation/answers';
import { noSuchRule } from '#lib/automation/no-such-rule';
import { savedRuleOf } from '#lib/automation/saved-rule';
import { RuleCreation, type RuleUpdate } from '#lib/automation/schema';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { newerVersion } from '#lib/core/newer-version';

/**
 * Changes what a rule decides with.
 *
 * @throws AppError `conflict` when it is not at the version that the edit was made from.
 */
export async function updateRule(ctx: Ctx, id: string, update: RuleUpdate): Promise<SavedRule> {
  assertAllowed(ctx.actor, 'automation.edit');
  const { version, ...settings } = update;
  return audited(ctx, async (tx) => {
    const row = await tx.automationRule.findUnique({ where: { id } });
    if (!row) throw noSuchRule();
    const before = savedRuleOf(row);
    assertFits(before, settings);
    const { count } = await tx.automationRule.updateMany({
      where: { id, version },
      data: { ...settings, version: { increment: 1 }, updatedBy: actorName(ctx.actor), updatedAt: ctx.now },
    });
    if (count === 0) throw newerVersion(before);
    const value = savedRuleOf(await tx.automationRule.findUniqueOrThrow({ where: { id } }));
    const { threshold, points, minimumCalls, mode, bakeMinutes, coolDownMinutes } = before;
    const previous = { threshold, points, minimumCalls, mode, bakeMinutes, coolDownMinutes };
    const details = {
      trigger: before.trigger,
      functionName: before.functionName,
      version: value.version,
      ...settings,
      previous,
    };
    const subject = { kind: 'automation-rule', id };
    return { value, entry: { action: 'automation.rule_updated', subject, details } };
  });
}

/** What a trigger allows is said by its whole rule. */
function assertFits({ trigger, functionName }: SavedRule, settings: Omit<RuleUpdate, 'version'>): void {
  const parsed = RuleCreation.safeParse({ trigger, functionName, ...settings });
  const issue = parsed.success ? undefined : parsed.error.issues[0];
  if (!issue) return;
  const path = issue.path.join('.');
  throw new AppError('invalid', `${path} ${issue.message}`, { errors: [{ path, message: issue.message }] });
}
