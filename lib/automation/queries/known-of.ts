import { deploymentOf, hasTooFewCalls, wasBadBefore } from '#lib/automation/before';
import type { Known } from '#lib/automation/decide';
import { ALIAS, liveArrival } from '#lib/automation/queries/live-arrival';
import type { Rule } from '#lib/automation/rule';
import type { Watched } from '#lib/automation/watched-by';
import { isRollback } from '#lib/changes/moves-of';
import { targetOf } from '#lib/changes/target-of';
import type { Transaction } from '#lib/core/database';
import type { FunctionVersion } from '#lib/core/functions';
import type { FunctionPoint } from '#lib/core/monitoring';

type Reading = Pick<
  Transaction,
  'aliasMove' | 'automaticRollback' | 'alarmDecision' | 'activeTarget' | 'deployLock' | 'change'
>;

interface Seen {
  rule: Rule;
  points: readonly FunctionPoint[];
  /** As they were read last; empty when they were not. */
  versions: readonly Pick<FunctionVersion, 'version' | 'publishedAt'>[];
}

/** Everything that is known of a function when something of it goes red, read where the decision is written. */
export async function knownOf(
  tx: Reading,
  { functionName }: Watched,
  { rule, points, versions }: Seen,
): Promise<Known> {
  const live = await liveArrival(tx, functionName);
  const move = live?.arrival ?? null;
  const published = versions.find(({ version }) => version === move?.toVersion)?.publishedAt ?? null;
  // What a second version was given is not told by when the first was published.
  const publishedAt = move?.secondVersion ? null : published;
  const deployment = deploymentOf(move, { previous: live?.previous ?? null, publishedAt });
  const putThere = move?.changeId ? await tx.change.findUnique({ where: { id: move.changeId } }) : null;
  const would = rule.mode === 'dry_run' ? await wouldHaves(tx, functionName) : [];
  const done = await tx.automaticRollback.findMany({
    where: { functionName },
    select: { at: true, deploymentId: true },
  });
  return {
    deployment,
    // A change that failed has put back what was there before it, and so may somebody have done elsewhere.
    isRestored:
      live?.isBack === true ||
      (putThere !== null && (isRollback(putThere.kind) || putThere.status === 'failed')),
    automatic: [...done, ...would],
    wouldBeBackFor: would.find(({ deploymentId }) => deploymentId === move?.id)?.source ?? null,
    running: await runningOn(tx, functionName),
    lock: await lockOf(tx, functionName),
    hasTooFewCalls: hasTooFewCalls(points, rule),
    wasBadBefore: wasBadBefore(points, rule, deployment),
  };
}

/** What a rule in dry run would have done, which brakes it as if it had. */
async function wouldHaves(tx: Reading, functionName: string) {
  const rows = await tx.alarmDecision.findMany({ where: { functionName, outcome: 'would_roll_back' } });
  return rows.map(({ source, decidedAt: at, deploymentId }) => ({
    source,
    at,
    deploymentId: deploymentId ?? '',
  }));
}

async function runningOn(tx: Reading, functionName: string): Promise<string | null> {
  const active = await tx.activeTarget.findUnique({
    where: { target: targetOf({ function: functionName, alias: ALIAS }) },
    include: { change: true },
  });
  if (active) return `${active.change.requesterName} is changing it just now.`;
  const first = await tx.alarmDecision.findFirst({ where: { functionName, outcome: 'rolling_back' } });
  return first && `It is about to be rolled back: ${first.source} was first.`;
}

async function lockOf(tx: Reading, functionName: string): Promise<string | null> {
  const lock = await tx.deployLock.findFirst({
    where: { functionName, unlockedAt: null },
    orderBy: { lockedAt: 'desc' },
  });
  return lock && `Its deploys are locked by ${lock.lockedBy}: ${lock.reason}`;
}
