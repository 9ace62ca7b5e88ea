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
  /** Of a change from here, which tells itself when it moved. */
  changeId: string | null;
}

interface Around {
  /** The move before it. */
  previous: Pick<Move, 'seenAt'> | null;
  /** When what it made live was published; null when that is not known. */
  publishedAt: Date | null;
}

/**
 * The newest move of an alias as a deployment; what stood there at first sight was deployed nobody knows when. One that
 * nobody saw come is dated as early as it can have been: after what was seen before, and not before it was published.
 */
export function deploymentOf(move: Move | null, { previous, publishedAt }: Around): Known['deployment'] {
  if (move === null || move.isFirstSight) return null;
  const { id, notBefore, seenAt, redAlarms, changeId } = move;
  const bounds = changeId === null ? [notBefore, publishedAt, previous?.seenAt ?? null] : [];
  const latest = Math.max(...bounds.flatMap((bound) => bound?.getTime() ?? []));
  const at = Number.isFinite(latest) ? new Date(Math.min(latest, seenAt.getTime())) : seenAt;
  return { id, at, seenAt, alarmsRedBefore: redAlarms };
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
