import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { SavedChange, ServedChange } from '#lib/changes/answers';
import { follow } from '#lib/changes/commands/follow';
import { kindOf } from '#lib/changes/commands/kinds';
import { tell } from '#lib/changes/commands/tell';
import type { Kind } from '#lib/changes/plans';
import { checksOf } from '#lib/changes/queries/checks-of';
import { loadChange } from '#lib/changes/queries/load-change';
import type { ChangeExecution } from '#lib/changes/schema';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError, type Check, type ErrorCode } from '#lib/core/errors';

/** What a failed check is refused as, where it is not a conflict. */
const CODES: Record<string, ErrorCode> = {
  plan_fresh: 'plan_stale',
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
  const planned = await loadChange(ctx.db, id);
  assertAgreed(planned, execution);
  // An answer that was kept is given again, whatever has moved since.
  const checks = planned.status === 'planned' ? await checksOf(ctx, planned) : [];
  // What has moved since may be the work of this very change, begun by the first of two clicks.
  const isBegunMeanwhile = checks.some(isFailed) && (await loadChange(ctx.db, id)).status !== 'planned';
  if (!isBegunMeanwhile) refuseFailed(checks);
  let isBegun = false;
  const change = await audited(ctx, async (tx) => {
    const followed = await begin(ctx, tx, planned);
    isBegun = true;
    const details = { environment: planned.environment, planHash: planned.planHash };
    const entry = { action: `${planned.kind}.started`, subject: { kind: 'change', id }, details };
    return { value: { ...(await loadChange(tx, id)), checks }, entry: [entry, ...followed] };
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
  const failed = checks.filter(isFailed);
  const [first] = failed;
  if (!first) return;
  throw new AppError(CODES[first.id] ?? 'conflict', failed.map(({ reason }) => reason).join(' '), { checks });
}

function isFailed({ status }: Check): boolean {
  return status !== 'pass';
}

async function begin<K extends Kind>(
  ctx: Ctx,
  tx: Transaction,
  planned: SavedChange<K>,
): Promise<AuditDraft[]> {
  const { count } = await tx.change.updateMany({
    where: { id: planned.id, status: 'planned' },
    data: { status: 'running', startedAt: ctx.now },
  });
  if (count === 0) throw notPlanned(await loadChange(tx, planned.id));
  const kind = kindOf<K>(planned.kind);
  const targets = kind.targets(planned.plan);
  const taken = await tx.activeTarget.findFirst({
    where: { target: { in: targets } },
    include: { change: true },
  });
  if (taken) {
    const { change, target } = taken;
    throw new AppError('conflict', `${change.requesterName} is changing ${target} just now.`);
  }
  const obstacles = (await kind.obstacles?.(tx, planned.plan)) ?? [];
  if (obstacles.length > 0) throw new AppError('plan_stale', `${obstacles.join(' ')} Make a new plan.`);
  await tx.activeTarget.createMany({ data: targets.map((target) => ({ target, changeId: planned.id })) });
  const sentence = kind.beginning(planned.plan);
  await tell(tx, ctx.now, planned.id, 'started', sentence);
  return follow(ctx, tx, 'begun', { change: { ...planned, status: 'running' }, sentence, at: ctx.now });
}

function notPlanned({ status, cancellation }: SavedChange): AppError {
  return new AppError(
    'conflict',
    status === 'cancelled'
      ? `${cancellation?.by} discarded this plan. Make a new one.`
      : 'This change was begun before; look at how it is going.',
  );
}
