import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedRule } from '#lib/automation/answers';
import { scopeOf } from '#lib/automation/rule-words';
import { savedRuleOf } from '#lib/automation/saved-rule';
import type { RuleCreation } from '#lib/automation/schema';
import { TRIGGERS } from '#lib/automation/triggers';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';

/**
 * Gives a function a rule of its own, instead of the one for all.
 *
 * @throws AppError `conflict` when it has one for this trigger.
 */
export async function createRule(ctx: Ctx, creation: RuleCreation): Promise<SavedRule> {
  assertAllowed(ctx.actor, 'automation.edit');
  return audited(ctx, async (tx) => {
    const { trigger, functionName } = creation;
    if (await tx.automationRule.findUnique({ where: { trigger_functionName: { trigger, functionName } } })) {
      const detail = `There is a rule for ${TRIGGERS[trigger].label} of ${scopeOf(creation)} already; change that one.`;
      throw new AppError('conflict', detail, { errors: [{ path: 'functionName', message: 'has a rule' }] });
    }
    const value = await insertRule(ctx, tx, creation);
    const subject = { kind: 'automation-rule', id: value.id };
    return { value, entry: { action: 'automation.rule_created', subject, details: { ...creation } } };
  });
}

/** Stores a new rule; the caller writes the audit entry. */
export async function insertRule(ctx: Ctx, tx: Transaction, creation: RuleCreation): Promise<SavedRule> {
  const by = actorName(ctx.actor);
  const written = { createdBy: by, createdAt: ctx.now, updatedBy: by, updatedAt: ctx.now };
  return savedRuleOf(await tx.automationRule.create({ data: { id: ctx.newId(), ...creation, ...written } }));
}
