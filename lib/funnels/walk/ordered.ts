import type { Plan } from '#lib/funnels/walk/plan';
import type { Entry, Run } from '#lib/funnels/walk/run';
import { beginning, extensionsOf, type State, States } from '#lib/funnels/walk/states';
import { endOfTie, type UnitEvents } from '#lib/funnels/walk/unit-events';

/**
 * The best run in which steps follow one another at non-decreasing times. Exact for ties, optional steps and
 * exclusions: for each furthest step and number of optional steps it keeps the run that started last, since a later
 * start can do whatever an earlier one can.
 */
export function walkOrdered(plan: Plan, unit: UnitEvents, entry: Entry, run: Run): void {
  const standing = new States();
  const reached = new States();
  const optionalCount = plan.isOptional.filter(Boolean).length;
  let attempt = 0;
  for (let from = 0; from < unit.count; ) {
    const end = endOfTie(unit, from);
    const time = unit.times[from] ?? 0;
    const { masks, excluded } = instantOf(unit, from, end);
    const fresh = extendAll(plan, standing, entry, masks, time);
    // A run that takes a step at this very instant is not spoiled by it, so only those that stood before are.
    if (excluded !== 0) attempt = Math.max(attempt, spoil(plan, standing, excluded, time));
    for (const state of fresh.values()) {
      standing.offer(state);
      reached.offerFirst(state);
    }
    if (reached.has(plan.stepCount, optionalCount)) break;
    from = end;
  }
  reached.writeBest(run);
  run.attempt = Math.max(attempt, run.level);
}

function instantOf(unit: UnitEvents, from: number, end: number): { masks: number[]; excluded: number } {
  const masks: number[] = [];
  let excluded = 0;
  for (let i = from; i < end; i += 1) {
    const mask = unit.steps[i] ?? 0;
    if (mask !== 0) masks.push(mask);
    excluded |= unit.excluded[i] ?? 0;
  }
  return { masks, excluded };
}

function extendAll(plan: Plan, standing: States, entry: Entry, masks: number[], time: number): States {
  const fresh = new States();
  if (masks.length === 0) return fresh;
  const offer = (state: State) => {
    for (const extension of extensionsOf(plan, state, masks, time)) fresh.offer(extension.state);
  };
  if (time >= entry.from && time < entry.to) offer(beginning(time));
  for (const state of standing.values()) if (time - state.start <= plan.windowMs) offer(state);
  return fresh;
}

/** Removes the runs that meet an exclusion, and says how far they would have gone: one step beyond where they stood. */
function spoil(plan: Plan, standing: States, excluded: number, time: number): number {
  let attempt = 0;
  for (const state of [...standing.values()]) {
    if (time - state.start > plan.windowMs) continue;
    const isSpoiled = plan.exclusions.some(
      ({ after, before }, index) => (excluded >>> index) & 1 && after <= state.level && state.level < before,
    );
    if (!isSpoiled) continue;
    attempt = Math.max(attempt, state.level + 1);
    standing.remove(state);
  }
  return attempt;
}
