import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedChange, ServedChange } from '#lib/changes/answers';
import { tell } from '#lib/changes/commands/tell';
import { loadChange } from '#lib/changes/queries/changes';
import { checksOf } from '#lib/changes/queries/checks-of';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { ChangeExecution } from '#lib/changes/schema';
import { targetOf } from '#lib/changes/target-of';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError, type Check, type ErrorCode } from '#lib/core/errors';

/** What a failed check is refused as. */
const CODES: Record<string, ErrorCode> = {
  plan_fresh: 'plan_stale',
  no_other_change: 'conflict',
  signed_in_recently: 'step_up_required',
};

/**
 * Begins a planned change: looks once more whether all that must hold does, then takes the targets and marks it as
 * running, in one transaction. Whoever drives it then goes by the journal.
 *
 * @returns the change, and whether this call was the one that began it.
 * @throws AppError `plan_stale`, `conflict` or `step_up_required` with all checks; `invalid` for a confirmation that
 * is not the one asked for, `conflict` when it was begun before.
 */
export async function executeChange(
  ctx: Ctx,
  id: string,
  execution: ChangeExecution,
): Promise<{ change: ServedChange; isBegun: boolean }> {
  assertAllowed(ctx.actor, 'production.change');
  const planned = savedChangeOf(await loadChange(ctx.db, id));
  assertAgreed(planned, execution);
  // An answer that was kept is given again, whatever has moved since.
  const checks = planned.status === 'planned' ? await checksOf(ctx, planned) : [];
  refuseFailed(checks);
  let isBegun = false;
  const change = await audited(ctx, async (tx) => {
    await begin(ctx, tx, planned);
    isBegun = true;
    const row = await loadChange(tx, id);
    const details = { environment: planned.environment, planHash: planned.planHash };
    const entry = { action: `${planned.kind}.started`, subject: { kind: 'change', id }, details };
    return { value: { ...savedChangeOf(row), checks }, entry };
  });
  return { change, isBegun };
}

function assertAgreed(planned: SavedChange, { planHash, confirmation }: ChangeExecution): void {
  if (planHash !== planned.planHash) {
    throw new AppError('plan_stale', 'This is not the plan that you were shown. Load it again and read it.');
  }
  if (confirmation.trim() === planned.confirmation) return;
  const message = `must be "${planned.confirmation}"`;
  throw new AppError('invalid', `The confirmation ${message}.`, {
    errors: [{ path: 'confirmation', message }],
  });
}

function refuseFailed(checks: Check[]): void {
  const failed = checks.filter(({ status }) => status !== 'pass');
  const [first] = failed;
  if (!first) return;
  throw new AppError(CODES[first.id] ?? 'conflict', failed.map(({ reason }) => reason).join(' '), { checks });
}

async function begin(ctx: Ctx, tx: Transaction, planned: SavedChange): Promise<void> {
  const { count } = await tx.change.updateMany({
    where: { id: planned.id, status: 'planned' },
    data: { status: 'running', startedAt: ctx.now },
  });
  if (count === 0) throw new AppError('conflict', 'This change was begun before; look at how it is going.');
  const targets = planned.plan.map(targetOf);
  const taken = await tx.activeTarget.findFirst({
    where: { target: { in: targets } },
    include: { change: true },
  });
  if (taken) {
    const { change, target } = taken;
    throw new AppError('conflict', `${change.requesterName} is changing ${target} just now.`);
  }
  await tx.activeTarget.createMany({ data: targets.map((target) => ({ target, changeId: planned.id })) });
  await tell(tx, ctx.now, planned.id, 'started', `Started: ${targets.length} to move.`);
}
