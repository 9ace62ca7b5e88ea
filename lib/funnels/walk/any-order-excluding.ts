import { bitsOf, Matching } from '#lib/funnels/walk/matching';
import type { Plan } from '#lib/funnels/walk/plan';
import { clearRun, type Entry, keepBetter, newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** An event that may serve a step, or an instant of which one event must: the steps either can serve. */
interface Candidate {
  time: number;
  steps: number[];
}

/**
 * Any order with exclusions. A run that meets an excluded event before it is complete is void, unless one of its own
 * steps is at that very instant. So a run must take a step at every excluded instant that it meets, and among those
 * that do, the furthest and then earliest counts.
 */
export function walkAnyOrderExcluding(plan: Plan, unit: UnitEvents, entry: Entry, run: Run): void {
  clearRun(run);
  const events = candidatesOf(unit);
  const exclusions = exclusionsOf(unit);
  const tried = newRun(plan.stepCount);
  let lastStart = Number.NaN;
  let hasStarted = false;
  for (const [index, { time: start }] of events.entries()) {
    if (start === lastStart || start < entry.from || start >= entry.to) continue;
    lastStart = start;
    hasStarted = true;
    const end = start + plan.windowMs;
    const met = exclusions.filter((time) => time > start && time <= end).slice(0, plan.stepCount + 1);
    takeFrom(plan, inWindow(events, index, end, met), met, tried);
    keepBetter(run, tried);
  }
  run.attempt = Math.max(run.level, hasStarted ? 1 : 0);
}

function candidatesOf(unit: UnitEvents): Candidate[] {
  const events: Candidate[] = [];
  for (let i = 0; i < unit.count; i += 1) {
    const mask = unit.steps[i] ?? 0;
    if (mask !== 0) events.push({ time: unit.times[i] ?? 0, steps: bitsOf(mask) });
  }
  return events;
}

function exclusionsOf(unit: UnitEvents): number[] {
  const times = new Set<number>();
  for (let i = 0; i < unit.count; i += 1) if (unit.excluded[i] !== 0) times.add(unit.times[i] ?? 0);
  return [...times];
}

/** Of each set of steps the first events, which is all that can matter, and all that stand at an exclusion. */
function inWindow(events: Candidate[], from: number, end: number, met: number[]): Candidate[] {
  const seen = new Map<string, number>();
  const found: Candidate[] = [];
  for (let i = from; i < events.length; i += 1) {
    const event = events[i];
    if (!event || event.time > end) break;
    const key = event.steps.join();
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    if (count <= event.steps.length || met.includes(event.time)) found.push(event);
  }
  return found;
}

/** The best run that begins with the first of `events`; level 0 when every one is void. */
function takeFrom(plan: Plan, events: Candidate[], met: number[], tried: Run): void {
  clearRun(tried);
  const start = events[0]?.time ?? 0;
  const completedAt = momentOf(events, plan.stepCount);
  if (completedAt !== undefined) {
    const before = met.filter((time) => time < completedAt);
    if (fill(events, [start, ...before], completedAt, plan.stepCount, tried)) return;
  }
  // Never complete: it meets every exclusion in the window, and more than it has steps are too many.
  if (met.length > plan.stepCount) return;
  const level = rankOf(events);
  const last = Math.max(momentOf(events, level) ?? start, ...met);
  fill(events, [start, ...met], last, level, tried);
}

/** Takes the earliest events up to `end` that make `level` steps with one at every instant of `instants`. */
function fill(events: Candidate[], instants: number[], end: number, level: number, tried: Run): boolean {
  const usable = events.filter(({ time }) => time <= end);
  let open = instants.map((time) => ({ time, steps: stepsAt(usable, time) }));
  const chosen: Candidate[] = [];
  if (!isMatchable(open)) return false;
  for (const event of usable) {
    const rest = open.filter(({ time }) => time !== event.time);
    if (!isMatchable([...chosen, event, ...rest])) continue;
    chosen.push(event);
    open = rest;
  }
  if (chosen.length !== level) return false;
  tried.level = level;
  for (const [index, { time }] of chosen.entries()) tried.times[index] = time;
  return true;
}

function stepsAt(events: Candidate[], time: number): number[] {
  return events.filter((event) => event.time === time).flatMap(({ steps }) => steps);
}

function isMatchable(nodes: Candidate[]): boolean {
  const matching = new Matching();
  return nodes.every(({ steps }) => matching.add(steps));
}

function rankOf(events: Candidate[]): number {
  const matching = new Matching();
  return events.filter(({ steps }) => matching.add(steps)).length;
}

/** When the events first make `level` different steps. */
function momentOf(events: Candidate[], level: number): number | undefined {
  const matching = new Matching();
  let count = 0;
  for (const { time, steps } of events) {
    if (matching.add(steps)) count += 1;
    if (count === level) return time;
  }
  return undefined;
}
