import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import type { ChangeExecution } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { isAppError } from '#lib/core/errors';

const DAY_MS = 86_400_000;

/**
 * Plans the clean-up of each environment, at most once a day; only where `mayExecute` says so it is carried out as
 * well. Where every version is kept there is nothing to plan.
 */
export async function pruneDaily(ctx: Ctx, mayExecute: boolean): Promise<void> {
  const names = await ctx.cloud.functions.list(ctx.signal);
  for (const environment of new Set(names.map(environmentOf))) {
    const since = { gt: new Date(ctx.now.getTime() - DAY_MS) };
    const where = { kind: 'prune', environment, requesterKind: 'system', createdAt: since };
    if ((await ctx.db.change.count({ where })) === 0) await pruneOne(ctx, environment, mayExecute);
  }
}

async function pruneOne(ctx: Ctx, environment: string, mayExecute: boolean): Promise<void> {
  const reason = 'The daily clean-up: versions older than 72 h or beyond the newest ten that nothing needs.';
  try {
    const { id, planHash, confirmation } = await planChange<'prune'>(ctx, {
      kind: 'prune',
      environment,
      reason,
    });
    if (!mayExecute) return;
    await carryOut(ctx, id, { planHash, confirmation });
  } catch (error) {
    // Nothing to delete, or AWS does not answer: tomorrow is soon enough.
    if (!isAppError(error)) throw error;
    ctx.log.info({ environment, reason: error.message }, 'no clean-up was made');
  }
}

async function carryOut(ctx: Ctx, id: string, execution: ChangeExecution): Promise<void> {
  try {
    await executeChange(ctx, id, execution);
  } catch (error) {
    // Without an answer of the database it may have begun; if it has not, there is nothing to drive.
    if (!isAppError(error) || error.code === 'unavailable') await runChange(ctx, id);
    throw error;
  }
  await runChange(ctx, id);
}
