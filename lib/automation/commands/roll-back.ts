import { audited } from '#lib/audit/write';
import { ALIAS, liveArrival } from '#lib/automation/queries/live-arrival';
import type { Rule } from '#lib/automation/rule';
import { conditionOf } from '#lib/automation/rule-words';
import { nameOfSource } from '#lib/automation/source';
import type { SavedChange } from '#lib/changes/answers';
import { atOnce } from '#lib/changes/commands/at-once';
import { discardPlan } from '#lib/changes/commands/discard-plan';
import { planChange } from '#lib/changes/commands/plan-change';
import { startOwnChange } from '#lib/changes/commands/start-change';
import type { PlannedMove } from '#lib/changes/plan';
import { loadChange } from '#lib/changes/queries/load-change';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { environmentOf } from '#lib/core/environment-of';
import { AppError, isAppError } from '#lib/core/errors';
import type { AlarmDecision } from '#prisma/generated/client';

/** So long whoever took it may work on it; then it is somebody else's. */
const TAKEN_MS = 120_000;

/**
 * Carries out a decision to roll back: a plan and its execution, as when a person does it. Each step is written down
 * before the next, so that whoever takes over after a crash goes on, and begins no second change.
 */
export async function rollBack(ctx: Ctx, decision: AlarmDecision): Promise<void> {
  if (!(await take(ctx, decision))) return;
  const acting = atOnce(ctx);
  try {
    const changeId = decision.changeId ?? (await plan(acting, decision));
    await begin(acting, decision, await loadChange(ctx.db, changeId));
    const { incidentId } = await loadChange(ctx.db, changeId);
    const data = { outcome: 'rolled_back', incidentId };
    await ctx.db.alarmDecision.update({ where: { id: decision.id }, data });
  } catch (error) {
    if (!isAppError(error)) throw error;
    await giveUp(ctx, decision, error);
  }
}

async function take(ctx: Ctx, { id, claimedAt }: AlarmDecision): Promise<boolean> {
  const now = ctx.pace.clock();
  if (claimedAt && now.getTime() - claimedAt.getTime() < TAKEN_MS) return false;
  const { count } = await ctx.db.alarmDecision.updateMany({
    where: { id, outcome: 'rolling_back', claimedAt },
    data: { claimedAt: now },
  });
  return count > 0;
}

async function plan(ctx: Ctx, decision: AlarmDecision): Promise<string> {
  const { id, functionName } = decision;
  const reason = reasonFor(decision);
  const { id: changeId } =
    (await leftPlan(ctx, reason)) ??
    (await planChange<'rollback'>(ctx, {
      kind: 'rollback',
      environment: environmentOf(functionName),
      targets: [{ function: functionName, alias: ALIAS }],
      reason,
    }));
  await ctx.db.alarmDecision.update({ where: { id }, data: { changeId } });
  return changeId;
}

/** The plan of a process that ended before it wrote down which it was; each decision has a reason of its own. */
function leftPlan({ db, actor }: Ctx, reason: string): Promise<{ id: string } | null> {
  return db.change.findFirst({
    where: { kind: 'rollback', status: 'planned', requesterKind: actor.kind, requesterId: actor.id, reason },
    select: { id: true },
  });
}

async function begin(ctx: Ctx, decision: AlarmDecision, change: SavedChange): Promise<void> {
  const { id, kind, status, cancellation, plan: moves } = change;
  // A person has said no: it is not for a rule to plan the same again.
  if (status === 'cancelled') throw new AppError('precondition', `${cancellation?.by} discarded its plan.`);
  if (kind !== 'rollback' || status !== 'planned') return;
  await assertAboutIt(ctx, decision, moves);
  await startOwnChange(ctx, id);
}

/** A plan leaves what is live now, and the decision was on what was live then. */
async function assertAboutIt(
  { db }: Ctx,
  { functionName, deploymentId }: AlarmDecision,
  moves: readonly PlannedMove[],
): Promise<void> {
  const live = await liveArrival(db, functionName);
  const isSame = moves.every(({ fromRevisionId }) => fromRevisionId === live?.revisionId);
  if (isSame && live?.arrival.id === deploymentId) return;
  throw new AppError('plan_stale', 'Something else went live since it was decided.');
}

function reasonFor({ source, since, rule, why }: AlarmDecision): string {
  // Only this product writes the column, and this is the shape that it writes.
  const condition = conditionOf(rule as unknown as Rule);
  return `${nameOfSource(source)} went red at ${since.toISOString()}: ${condition}. ${why}`;
}

/** AWS may come back to itself, and then this is tried again. */
const PASSING = ['rate_limited', 'unavailable', 'timeout', 'upstream'];
/** Somebody was faster: what holds now is decided on anew. */
const OVERTAKEN = ['conflict', 'plan_stale'];

async function giveUp(
  ctx: Ctx,
  { id }: AlarmDecision,
  { code, message }: { code: string; message: string },
): Promise<void> {
  if (PASSING.includes(code)) {
    ctx.log.warn({ decisionId: id, why: message }, 'an automatic rollback waits for AWS');
    return;
  }
  const isOvertaken = OVERTAKEN.includes(code);
  const outcome = isOvertaken ? 'waiting' : 'review';
  const why = `It could not be rolled back by itself. ${message}`;
  const writing = atOnce(ctx);
  await audited(writing, async (tx) => {
    const decision = await tx.alarmDecision.findUnique({ where: { id } });
    await tx.alarmDecision.update({ where: { id }, data: { outcome, why, changeId: null, claimedAt: null } });
    // What was not begun does not count as the one rollback that the deployment may have.
    await tx.automaticRollback.deleteMany({ where: { decisionId: id } });
    return { value: null, entry: await letGo(writing, tx, decision?.changeId ?? null, why) };
  });
}

/** Nobody goes on with its plan, so nobody may find it as one that waits. */
async function letGo(ctx: Ctx, tx: Transaction, changeId: string | null, why: string): Promise<AuditDraft[]> {
  if (changeId === null) return [];
  const entry = await discardPlan(ctx, tx, { id: changeId, kind: 'rollback' }, why);
  return entry ? [entry] : [];
}
