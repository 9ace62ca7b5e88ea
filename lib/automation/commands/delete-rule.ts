import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { noSuchRule } from '#lib/automation/no-such-rule';
import { EVERY_FUNCTION } from '#lib/automation/rule';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';

/**
 * Takes a function's own rule away: the one for all holds for it again.
 *
 * @throws AppError `conflict` when it is not at this version, `unprocessable` for a rule for all functions.
 */
export async function deleteRule(ctx: Ctx, id: string, { version }: { version: number }): Promise<void> {
  assertAllowed(ctx.actor, 'automation.edit');
  await audited(ctx, async (tx) => {
    const row = await tx.automationRule.findUnique({ where: { id } });
    if (!row) throw noSuchRule();
    if (row.functionName === EVERY_FUNCTION) {
      throw new AppError('unprocessable', 'The rule for every function stays: turn it off instead.');
    }
    const { count } = await tx.automationRule.deleteMany({ where: { id, version } });
    if (count === 0) {
      throw new AppError(
        'conflict',
        `${row.updatedBy} saved a newer version. Look at it before you delete it.`,
      );
    }
    const { trigger, functionName, threshold, points, mode } = row;
    const details = { trigger, functionName, threshold, points, mode };
    const subject = { kind: 'automation-rule', id };
    return { value: null, entry: { action: 'automation.rule_deleted', subject, details } };
  });
}
