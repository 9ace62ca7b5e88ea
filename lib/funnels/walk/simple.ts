import type { Plan } from '#lib/funnels/walk/plan';
import { clearRun, type Entry, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/**
 * The ordered walk for what nearly every unit is: no optional step, no exclusion, and ties only between events that
 * serve one step each. One pass, nothing allocated: per step the latest start, and the times of that run.
 */
export function createSimpleWalk(plan: Plan): (unit: UnitEvents, entry: Entry, run: Run) => void {
  const { stepCount, windowMs } = plan;
  const starts = new Float64Array(stepCount);
  const chains = new Float64Array(stepCount * stepCount);

  // Takes step `index` (from 0) at `time`; true when that is further than the unit has been.
  function advance(index: number, time: number, entry: Entry, run: Run): void {
    let start = time;
    if (index === 0) {
      if (time < entry.from || time >= entry.to) return;
    } else {
      start = starts[index - 1] ?? Number.NEGATIVE_INFINITY;
      if (time - start > windowMs) return;
    }
    if (start <= (starts[index] ?? 0)) return;
    starts[index] = start;
    const row = index * stepCount;
    for (let i = 0; i < index; i += 1) chains[row + i] = chains[row - stepCount + i] ?? 0;
    chains[row + index] = time;
    if (index < run.level) return;
    run.level = index + 1;
    for (let i = 0; i <= index; i += 1) run.times[i] = chains[row + i] ?? 0;
  }

  return (unit, entry, run) => {
    clearRun(run);
    starts.fill(Number.NEGATIVE_INFINITY);
    for (let i = 0; i < unit.count && run.level < stepCount; i += 1) {
      const time = unit.times[i] ?? 0;
      // From the last step back: one event must not serve two of them.
      for (let rest = unit.steps[i] ?? 0; rest !== 0; ) {
        const index = 31 - Math.clz32(rest);
        rest = (rest & ~(1 << index)) >>> 0;
        advance(index, time, entry, run);
      }
    }
    run.attempt = run.level;
  };
}
