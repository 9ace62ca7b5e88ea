import type { Rule } from '#lib/automation/rule';
import { BEYOND, readingOf, stateOf } from '#lib/automation/state-of';
import { TRIGGERS } from '#lib/automation/triggers';
import type { FunctionPoint } from '#lib/core/monitoring';

/** A time at which a rule went red. */
export interface Firing {
  /** The end of the minute with which it did. */
  at: Date;
  /** When it was clear again; null while it is red. */
  until: Date | null;
  /** The largest value of the minutes that made it red, and of those while it was. */
  worst: number;
}

const MINUTE = 60_000;

/** Every time that a rule would have gone red over some minutes, in order. */
export function firingsOf(points: readonly FunctionPoint[], rule: Rule): Firing[] {
  const readings = points.map((point) => readingOf(point, rule));
  const measure = TRIGGERS[rule.trigger].measure ?? (() => null);
  const firings: Firing[] = [];
  for (const [index, point] of points.entries()) {
    const from = Math.max(0, index + 1 - rule.points - BEYOND);
    const isRed = stateOf(readings.slice(from, index + 1), rule.points) === 'ALARM';
    const open = firings.at(-1)?.until === null ? firings.at(-1) : undefined;
    const end = new Date(point.at.getTime() + MINUTE);
    const value = measure(point) ?? 0;
    if (isRed && open) open.worst = Math.max(open.worst, value);
    else if (isRed)
      firings.push({ at: end, until: null, worst: worstIn(points.slice(from, index + 1), rule) });
    else if (open) open.until = end;
  }
  return firings;
}

function worstIn(range: readonly FunctionPoint[], rule: Rule): number {
  const bad = range.filter((point) => readingOf(point, rule) === 'bad');
  return Math.max(...bad.map((point) => TRIGGERS[rule.trigger].measure?.(point) ?? 0));
}
