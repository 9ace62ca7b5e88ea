import { deploymentOf, wasBadBefore } from '#lib/automation/before';
import { type Decision, decide, type Known } from '#lib/automation/decide';
import { firingsOf } from '#lib/automation/firings';
import type { Rule } from '#lib/automation/rule';
import type { FunctionPoint } from '#lib/core/monitoring';

/** A move of the alias, oldest first, with whether a rollback made it. */
export interface KnownMove {
  id: string;
  toVersion: string;
  seenAt: Date;
  notBefore: Date | null;
  redAlarms: string[];
  isFirstSight: boolean;
  isRollback: boolean;
  changeId: string | null;
}

export interface PreviewedFiring extends Decision {
  at: Date;
  until: Date | null;
  worst: number;
  /** What was live then; null when nobody knew. */
  version: string | null;
}

/**
 * What a rule would have done in a time that is over: each time that it would have gone red, against the deployments
 * that there really were, with its own brakes for what it would have done before.
 */
export function previewOf(
  points: readonly FunctionPoint[],
  moves: readonly KnownMove[],
  rule: Rule,
): PreviewedFiring[] {
  const automatic: Known['automatic'][number][] = [];
  const asDryRun: Rule = { ...rule, mode: 'dry_run' };
  const name = 'it';
  return firingsOf(points, rule).map((firing) => {
    const seen = moves.filter(({ seenAt }) => seenAt <= firing.at);
    const move = seen.at(-1) ?? null;
    const deployment = deploymentOf(move, { previous: seen.at(-2) ?? null, publishedAt: null });
    const isBack =
      deployment !== null && automatic.some(({ deploymentId }) => deploymentId === deployment.id);
    const known: Known = {
      deployment,
      automatic,
      isRestored: move?.isRollback ?? false,
      wouldBeBackFor: isBack ? 'an earlier firing' : null,
      running: null,
      lock: null,
      hasTooFewCalls: false,
      wasBadBefore: wasBadBefore(points, rule, deployment),
    };
    const signal = { source: name, name, state: 'ALARM' as const, trigger: rule.trigger, since: firing.at };
    const decision = decide({ ...signal, rule: asDryRun }, known, firing.at);
    if (decision.outcome === 'would_roll_back' && deployment) {
      automatic.push({ at: firing.at, deploymentId: deployment.id });
    }
    return { ...firing, ...decision, version: move?.toVersion ?? null };
  });
}
