import type { Labels } from '#lib/funnels/labels';
import type { Attribution } from '#lib/funnels/schema';
import type { Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** No value at all, not even "none": the unit is left out of the breakdown. */
export const LEFT_OUT = -1;

/**
 * The number of the one value that a unit falls under. Of several values at one instant `first` and `step:N` take the
 * first in the order of texts and `last` the last, a missing one only when there is no other.
 */
export function breakdownValue(
  attribution: Exclude<Attribution, 'all'>,
  unit: UnitEvents,
  run: Run,
  labels: Labels,
  isAnyOrder: boolean,
): number {
  if (attribution === 'first') return firstValue(unit, labels, 0, unit.count, 1);
  if (attribution === 'last') return firstValue(unit, labels, unit.count - 1, -1, -1);
  return valueAtStep(Number(attribution.slice('step:'.length)), unit, run, labels, isAnyOrder);
}

/** Walks from `from` to `end`, and takes the value of the first instant that has one. */
function firstValue(unit: UnitEvents, labels: Labels, from: number, end: number, way: 1 | -1): number {
  let found = 0;
  let foundAt = Number.NaN;
  for (let i = from; i !== end; i += way) {
    const value = unit.broken[i] ?? 0;
    if (unit.steps[i] === 0 || value === 0) continue;
    const time = unit.times[i] ?? 0;
    if (found !== 0 && time !== foundAt) break;
    if (found === 0 || compareLabels(labels, value, found) * way < 0) found = value;
    foundAt = time;
  }
  return found;
}

function valueAtStep(step: number, unit: UnitEvents, run: Run, labels: Labels, isAnyOrder: boolean): number {
  const time = run.times[step - 1] ?? Number.NaN;
  if (step > run.level || Number.isNaN(time)) return LEFT_OUT;
  let found = 0;
  for (let i = 0; i < unit.count; i += 1) {
    const value = unit.broken[i] ?? 0;
    const isTaken = unit.times[i] === time && canServe(unit, i, step, run, isAnyOrder);
    if (isTaken && value !== 0 && (found === 0 || compareLabels(labels, value, found) < 0)) found = value;
  }
  return found;
}

// In any order the step's number only counts events, so any event of that instant that serves a step will do.
function canServe(unit: UnitEvents, index: number, step: number, run: Run, isAnyOrder: boolean): boolean {
  const mask = unit.steps[index] ?? 0;
  const isServing = isAnyOrder ? mask !== 0 : ((mask >>> (step - 1)) & 1) === 1;
  return isServing && (run.held === 0 || unit.held[index] === run.held);
}

/** By text, with no value after all others. */
export function compareLabels(labels: Labels, a: number, b: number): number {
  const [left, right] = [labels.valueOf(a), labels.valueOf(b)];
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}
