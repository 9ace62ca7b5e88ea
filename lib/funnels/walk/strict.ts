import type { Plan } from '#lib/funnels/walk/plan';
import type { Entry, Run } from '#lib/funnels/walk/run';
import { beginning, extensionsOf, States } from '#lib/funnels/walk/states';
import { endOfTie, type UnitEvents } from '#lib/funnels/walk/unit-events';

/**
 * The best run whose events are neighbours among all events of the unit. Events at one instant may stand in whatever
 * order suits the run: it may take any of them to begin with or to end with, but in between it takes all.
 */
export function walkStrict(plan: Plan, unit: UnitEvents, entry: Entry, run: Run): void {
  const reached = new States();
  let open = new States();
  for (let from = 0; from < unit.count; ) {
    const end = endOfTie(unit, from);
    const time = unit.times[from] ?? 0;
    const served = servedBetween(unit, from, end);
    const isEntry = (served & 1) !== 0 && time >= entry.from && time < entry.to;
    // Most instants neither begin a run nor go on with one.
    if (!isEntry && (served === 0 || open.size === 0)) {
      if (open.size > 0) open = new States();
      from = end;
      continue;
    }
    const masks = Array.from(unit.steps.subarray(from, end)).filter((mask) => mask !== 0);
    const fresh = new States();
    const next = new States();
    if (isEntry) {
      for (const { state } of extensionsOf(plan, beginning(time), masks, time)) {
        fresh.offer(state);
        next.offer(state);
      }
    }
    for (const before of open.values()) {
      if (time - before.start > plan.windowMs) continue;
      for (const { state, used } of extensionsOf(plan, before, masks, time)) {
        fresh.offer(state);
        if (used === end - from) next.offer(state);
      }
    }
    for (const state of fresh.values()) reached.offerFirst(state);
    open = next;
    from = end;
  }
  reached.writeBest(run);
  run.attempt = run.level;
}

/** The steps that some event of an instant can serve. */
function servedBetween(unit: UnitEvents, from: number, end: number): number {
  let served = 0;
  for (let i = from; i < end; i += 1) served |= unit.steps[i] ?? 0;
  return served;
}
