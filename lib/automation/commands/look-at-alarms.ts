import { askForReview } from '#lib/automation/commands/ask-for-review';
import { decideSignal } from '#lib/automation/commands/decide-signal';
import { rollBack } from '#lib/automation/commands/roll-back';
import { settleWaiting } from '#lib/automation/commands/settle-waiting';
import { loadRules } from '#lib/automation/queries/load-rules';
import { signalsOf } from '#lib/automation/signals-of';
import { type Newest, transitionsOf } from '#lib/automation/transitions-of';
import type { Ctx } from '#lib/core/ctx';

/**
 * One look at what the rules watch: reads the alarms of CloudWatch, decides on every change of state that nobody has
 * decided on, and acts. Any number of processes may look at the same time, and as often as they like: what is decided
 * is a row with a key of its own, and so is what is done.
 */
export async function lookAtAlarms(ctx: Ctx): Promise<void> {
  const rules = await loadRules(ctx);
  if (rules.every(({ mode }) => mode === 'off')) return;
  const alarms = await ctx.cloud.monitoring.alarms(ctx.signal);
  const { functions, points } = ctx.lookout.now();
  const signals = signalsOf({ rules, alarms, functionNames: [...functions.keys()], points });
  for (const signal of transitionsOf(signals, await newestOf(ctx))) {
    await persist(ctx, () => decideSignal(ctx, signal, points.get(signal.functionName) ?? []));
  }
  await persist(ctx, () => settleWaiting(ctx, signals, points));
  await persist(ctx, () => rollBackDecided(ctx));
  await persist(ctx, () => askForReviews(ctx));
}

function newestOf(ctx: Ctx): Promise<Newest[]> {
  return ctx.db.$queryRaw<Newest[]>`
    SELECT DISTINCT ON ("source") "source", "state", "since" FROM "AlarmDecision" ORDER BY "source", "since" DESC`;
}

/** What was decided and is not begun: just now, or by a process that ended before it could. */
async function rollBackDecided(ctx: Ctx): Promise<void> {
  const decided = await ctx.db.alarmDecision.findMany({ where: { outcome: 'rolling_back' } });
  for (const decision of decided) await persist(ctx, () => rollBack(ctx, decision));
}

async function askForReviews(ctx: Ctx): Promise<void> {
  const where = { outcome: 'review', incidentId: null };
  for (const decision of await ctx.db.alarmDecision.findMany({ where })) {
    await persist(ctx, () => askForReview(ctx, decision));
  }
}

/** One function that cannot be looked at must not keep the others from it; the next round tries again. */
async function persist(ctx: Ctx, work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: unknown) => {
    if (ctx.signal?.aborted) throw error;
    ctx.log.error({ err: error }, 'an alarm waits to be decided on; the next look tries again');
  });
}
