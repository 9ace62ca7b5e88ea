import { bitsOf, Matching } from '#lib/funnels/walk/matching';
import type { Plan } from '#lib/funnels/walk/plan';
import { clearRun, type Entry, keepBetter, newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** The places of the events with one mask, and the first of them that is not before the present start. */
interface Lane {
  bits: number[];
  places: number[];
  at: number;
}

/**
 * The largest number of different steps served by different events inside one window. From each start the events are
 * taken by time wherever one more still finds a step of its own, which gives the most steps at the earliest times.
 */
export function walkAnyOrder(plan: Plan, unit: UnitEvents, entry: Entry, run: Run): void {
  clearRun(run);
  const lanes = lanesOf(unit);
  const tried = newRun(plan.stepCount);
  let lastStart = Number.NaN;
  for (let i = 0; i < unit.count; i += 1) {
    const start = unit.times[i] ?? 0;
    if ((unit.steps[i] ?? 0) === 0 || start === lastStart || start < entry.from || start >= entry.to)
      continue;
    lastStart = start;
    takeFrom(plan, unit, lanes, start, tried);
    keepBetter(run, tried);
    // Later starts never end earlier, so once a complete run ends later than the best there is nothing to gain.
    if (run.level === plan.stepCount && (endOf(tried) ?? 0) > (endOf(run) ?? 0)) break;
  }
  run.attempt = run.level;
}

function lanesOf(unit: UnitEvents): Lane[] {
  const byMask = new Map<number, Lane>();
  for (let i = 0; i < unit.count; i += 1) {
    const mask = unit.steps[i] ?? 0;
    if (mask === 0) continue;
    const lane = byMask.get(mask);
    if (lane) lane.places.push(i);
    else byMask.set(mask, { bits: bitsOf(mask), places: [i], at: 0 });
  }
  return [...byMask.values()];
}

function takeFrom(plan: Plan, unit: UnitEvents, lanes: Lane[], start: number, tried: Run): void {
  clearRun(tried);
  const matching = new Matching();
  for (const { place, bits } of firstInWindow(plan, unit, lanes, start)) {
    if (!matching.add(bits)) continue;
    tried.times[tried.level] = unit.times[place] ?? 0;
    tried.level += 1;
    if (tried.level === plan.stepCount) return;
  }
}

/** Of each mask as many events as it has steps: more of the same can serve nothing else. By time. */
function firstInWindow(
  plan: Plan,
  unit: UnitEvents,
  lanes: Lane[],
  start: number,
): { place: number; bits: number[] }[] {
  const found: { place: number; bits: number[] }[] = [];
  for (const lane of lanes) {
    while (timeOf(unit, lane.places[lane.at]) < start) lane.at += 1;
    for (const place of lane.places.slice(lane.at, lane.at + lane.bits.length)) {
      if (timeOf(unit, place) - start <= plan.windowMs) found.push({ place, bits: lane.bits });
    }
  }
  return found.sort((a, b) => a.place - b.place);
}

function timeOf(unit: UnitEvents, place: number | undefined): number {
  return place === undefined ? Number.POSITIVE_INFINITY : (unit.times[place] ?? Number.POSITIVE_INFINITY);
}

function endOf(run: Run): number | undefined {
  return run.times[run.level - 1];
}
