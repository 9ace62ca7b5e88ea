import type { Known } from '#lib/automation/decide';
import type { Rule } from '#lib/automation/rule';
import { readingOf } from '#lib/automation/state-of';
import { TRIGGERS } from '#lib/automation/triggers';
import type { FunctionPoint } from '#lib/core/monitoring';

const MINUTE = 60_000;

interface Move {
  id: string;
  seenAt: Date;
  notBefore: Date | null;
  redAlarms: string[];
  isFirstSight: boolean;
}

/** The newest move of an alias as a deployment; what stood there at first sight was deployed nobody knows when. */
export function deploymentOf(move: Move | null): Known['deployment'] {
  if (move === null || move.isFirstSight) return null;
  const { id, notBefore, seenAt, redAlarms } = move;
  return { id, at: notBefore ?? seenAt, seenAt, alarmsRedBefore: redAlarms };
}

/**
 * Whether the last whole minute before a deployment was bad already, in which case the first minutes after it may be
 * red for what was before. What Lambda does not count itself is judged by the calls that failed.
 */
export function wasBadBefore(
  points: readonly FunctionPoint[],
  rule: Rule,
  deployment: Known['deployment'],
): boolean {
  if (deployment === null) return false;
  const { threshold, minimumCalls } = TRIGGERS.error_rate;
  const judged = TRIGGERS[rule.trigger].measure
    ? rule
    : { ...rule, trigger: 'error_rate' as const, threshold, minimumCalls };
  const last = points.findLast(({ at }) => at.getTime() + MINUTE <= deployment.at.getTime());
  return last ? readingOf(last, judged) === 'bad' : false;
}

/** Whether one of the newest minutes had calls, and too few of them; where nothing is measured an alarm is believed. */
export function hasTooFewCalls(points: readonly FunctionPoint[], rule: Rule): boolean {
  const told = points.filter(({ calls }) => calls !== null).slice(-rule.points);
  return rule.minimumCalls > 0 && told.some(({ calls }) => (calls ?? 0) < rule.minimumCalls);
}
