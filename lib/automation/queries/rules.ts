import { assertAllowed } from '#lib/auth/permissions';
import type { Rules } from '#lib/automation/answers';
import { coverageOf } from '#lib/automation/coverage-of';
import { loadRules } from '#lib/automation/queries/load-rules';
import type { Ctx } from '#lib/core/ctx';

/** The rules, and what speaks for each of them now. */
export async function listRules(ctx: Ctx): Promise<Rules> {
  assertAllowed(ctx.actor, 'production.read');
  const rules = await loadRules(ctx);
  const { functions, alarms, points, readAt } = ctx.lookout.now();
  const functionNames = [...functions.keys()].sort();
  return {
    rules,
    functionNames,
    coverage: coverageOf({ rules, alarms, functionNames, points }),
    isRead: readAt !== null,
    lookedAt: ctx.rounds.lookedAt()?.toISOString() ?? null,
    problem: ctx.rounds.problem(),
  };
}
