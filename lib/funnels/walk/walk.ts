import { walkAnyOrder } from '#lib/funnels/walk/any-order';
import { walkAnyOrderExcluding } from '#lib/funnels/walk/any-order-excluding';
import { walkOrdered } from '#lib/funnels/walk/ordered';
import type { Plan } from '#lib/funnels/walk/plan';
import { clearRun, type Entry, keepBetter, newRun, type Run } from '#lib/funnels/walk/run';
import { createSimpleWalk } from '#lib/funnels/walk/simple';
import { walkStrict } from '#lib/funnels/walk/strict';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** Writes the run that counts for a unit, of those that begin in `entry`, into `run`. */
export type Walk = (unit: UnitEvents, entry: Entry, run: Run) => void;

/** The walk for a plan. All are exact; which one is taken only matters for the time it takes. */
export function createWalk(plan: Plan): Walk {
  const walk = createFreeWalk(plan);
  if (!plan.isHeld) return walk;
  const tried = newRun(plan.stepCount);
  return (unit, entry, run) => {
    clearRun(run);
    for (const value of valuesOf(unit, unit.held)) {
      // An event without the held property matches no other, not even one without it.
      if (value === 0) continue;
      walk(withValue(unit, unit.held, value), entry, tried);
      tried.held = value;
      keepBetter(run, tried);
    }
  };
}

/** Which values the events that can serve a step carry, ascending. */
export function valuesOf(unit: UnitEvents, carried: Int32Array): number[] {
  const values = new Set<number>();
  for (let i = 0; i < unit.count; i += 1) if (unit.steps[i] !== 0) values.add(carried[i] ?? 0);
  return [...values].sort((a, b) => a - b);
}

/** The same events, of which only those that carry `value` can serve a step; exclusions stand whatever they carry. */
export function withValue(unit: UnitEvents, carried: Int32Array, value: number): UnitEvents {
  const steps = new Uint32Array(unit.count);
  for (let i = 0; i < unit.count; i += 1) if (carried[i] === value) steps[i] = unit.steps[i] ?? 0;
  return { ...unit, steps };
}

function createFreeWalk(plan: Plan): Walk {
  if (plan.order === 'strict') return (unit, entry, run) => walkStrict(plan, unit, entry, run);
  if (plan.order === 'any') {
    return (unit, entry, run) =>
      unit.hasExclusions
        ? walkAnyOrderExcluding(plan, unit, entry, run)
        : walkAnyOrder(plan, unit, entry, run);
  }
  const simple = createSimpleWalk(plan);
  const hasOptional = plan.isOptional.includes(true);
  return (unit, entry, run) =>
    hasOptional || unit.hasExclusions || unit.hasHardTies
      ? walkOrdered(plan, unit, entry, run)
      : simple(unit, entry, run);
}
