import { audited } from '#lib/audit/write';
import type { SavedRule } from '#lib/automation/answers';
import { type Decision, decide, type Known } from '#lib/automation/decide';
import { knownOf } from '#lib/automation/queries/known-of';
import type { Signal } from '#lib/automation/signals-of';
import { atOnce } from '#lib/changes/commands/at-once';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { FunctionVersion } from '#lib/core/functions';
import type { FunctionPoint } from '#lib/core/monitoring';
import { observeAliases } from '#lib/functions/commands/observe-aliases';

/**
 * Decides on a signal, once: what is known is read, the decision and the right to act on it are written, and nobody
 * else can do so in between. One that waited is decided when it no longer has to.
 */
export async function decideSignal(
  ctx: Ctx,
  signal: Signal<SavedRule>,
  points: readonly FunctionPoint[],
): Promise<void> {
  const versions = signal.state === 'ALARM' ? await seeAliases(ctx, signal.functionName) : [];
  const writing = atOnce(ctx);
  const { source, since, functionName, rule } = signal;
  await audited(writing, async (tx) => {
    const before = await tx.alarmDecision.findUnique({ where: { source_since: { source, since } } });
    if (before && before.outcome !== 'waiting') return NOTHING;
    const known = await knownOf(tx, signal, { rule, points, versions });
    const decision = decide(signal, known, writing.now);
    if (before?.why === decision.why) return NOTHING;
    await write(writing, tx, { signal, known, decision, id: before?.id });
    // Clear again is what everybody hopes for, and decides nothing.
    if (signal.state !== 'ALARM') return NOTHING;
    const details = { source, trigger: rule.trigger, since: since.toISOString(), ...decision };
    const subject = { kind: 'function', id: functionName };
    return { value: null, entry: { action: 'automation.decided', subject, details } };
  });
}

const NOTHING = { value: null, entry: [] };

/**
 * What is live is read anew: automation must not go by a ledger that misses a deployment.
 *
 * @returns the function's versions, with what is live among them.
 */
async function seeAliases(ctx: Ctx, name: string): Promise<FunctionVersion[]> {
  const aliases = await ctx.cloud.functions.aliases(name, ctx.signal);
  const live = ctx.lookout.now();
  const readBefore = live.functions.get(name)?.readAt ?? null;
  const redAlarms = live.alarms
    .filter(({ state, since }) => state === 'ALARM' && (readBefore === null || since < readBefore))
    .map((alarm) => alarm.name);
  const seen = { name, aliases, readAt: ctx.pace.clock() };
  await observeAliases(ctx, seen, { readAt: readBefore, redAlarms });
  const known = live.functions.get(name)?.versions ?? [];
  const isKnown = aliases.every((alias) => known.some(({ version }) => version === alias.version));
  return isKnown ? known : ctx.cloud.functions.versions(name, ctx.signal);
}

interface Written {
  id: string | undefined;
  signal: Signal<SavedRule>;
  known: Known;
  decision: Decision;
}

async function write(ctx: Ctx, tx: Transaction, { id, signal, known, decision }: Written): Promise<void> {
  const { source, since, state, functionName, trigger } = signal;
  const decisionId = id ?? ctx.newId();
  const deploymentId = known.deployment?.id ?? null;
  const isClaim = decision.outcome === 'rolling_back' && deploymentId !== null;
  const { createdAt: _c, updatedAt: _u, createdBy: _b, ...rule } = signal.rule;
  const decided = { ...decision, rule: { ...rule }, deploymentId, decidedAt: ctx.now };
  const row = { source, since, state, functionName, trigger, ...decided };
  await tx.alarmDecision.upsert({
    where: { id: decisionId },
    create: { id: decisionId, ...row },
    update: decided,
  });
  if (!isClaim) return;
  // Its key is the deployment: where one stands already, the database refuses this decision as a whole.
  await tx.automaticRollback.create({ data: { deploymentId, functionName, decisionId, at: ctx.now } });
}
