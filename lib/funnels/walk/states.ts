import { bitsOf, Matching } from '#lib/funnels/walk/matching';
import type { Plan } from '#lib/funnels/walk/plan';
import { clearRun, type Run } from '#lib/funnels/walk/run';

/** A step that a run has taken, and the one before it. */
interface Taken {
  step: number;
  time: number;
  before: Taken | null;
}

/** An unfinished run: what can become of it depends on its furthest step, optional steps and start alone. */
export interface State {
  level: number;
  optionalTaken: number;
  start: number;
  last: Taken | null;
}

interface Extension {
  state: State;
  /** How many events of the instant it has used. */
  used: number;
}

/** The best state of each furthest step and number of optional steps. */
export class States {
  private readonly best = new Map<number, State>();

  get size(): number {
    return this.best.size;
  }

  values(): Iterable<State> {
    return this.best.values();
  }

  offer(state: State): void {
    const key = keyOf(state);
    const known = this.best.get(key);
    if (!known || isBetterState(state, known)) this.best.set(key, state);
  }

  /** Keeps what is there: the first to come ends first. */
  offerFirst(state: State): void {
    const key = keyOf(state);
    if (!this.best.has(key)) this.best.set(key, state);
  }

  remove(state: State): void {
    this.best.delete(keyOf(state));
  }

  has(level: number, optionalTaken: number): boolean {
    return this.best.has(level * 64 + optionalTaken);
  }

  /** Writes the furthest state, of those the one with most optional steps, into `run`. */
  writeBest(run: Run): void {
    let best: State | undefined;
    for (const state of this.best.values()) {
      const isFurther = !best || state.level > best.level;
      if (!best || isFurther || (state.level === best.level && state.optionalTaken > best.optionalTaken)) {
        best = state;
      }
    }
    clearRun(run);
    if (!best) return;
    run.level = best.level;
    run.optionalTaken = best.optionalTaken;
    for (let taken = best.last; taken; taken = taken.before) run.times[taken.step - 1] = taken.time;
  }
}

/** A run that begins at this instant and has no step yet. */
export function beginning(time: number): State {
  return { level: 0, optionalTaken: 0, start: time, last: null };
}

/**
 * Every state that `state` can become by one or more events of one instant, each serving one step; `masks` are the
 * steps that those events can serve. Of equally long ways only the one with the smallest step numbers.
 */
export function extensionsOf(plan: Plan, state: State, masks: number[], time: number): Extension[] {
  const [only] = masks;
  if (masks.length === 1 && only !== undefined) return extensionsByOne(plan, state, only, time);
  const extensions: Extension[] = [];
  for (let target = state.level + 1; target <= plan.stepCount; target += 1) {
    const matching = new Matching();
    const required = stepsBetween(plan, state.level, target, false).concat(target);
    if (!required.every((step) => matching.add(eventsFor(masks, step)))) {
      if (plan.isOptional[target - 1]) continue;
      break;
    }
    // The largest set of optional steps, and its beginnings: the smallest numbers for each size.
    const optional = stepsBetween(plan, state.level, target, true).filter((step) =>
      matching.add(eventsFor(masks, step)),
    );
    for (let extra = 0; extra <= optional.length; extra += 1) {
      const steps = required.concat(optional.slice(0, extra)).sort((a, b) => a - b);
      extensions.push({ state: extended(plan, state, steps, time), used: steps.length });
    }
  }
  return extensions;
}

function extensionsByOne(plan: Plan, state: State, mask: number, time: number): Extension[] {
  const extensions: Extension[] = [];
  for (let target = state.level + 1; target <= plan.stepCount; target += 1) {
    if ((mask >>> (target - 1)) & 1) {
      extensions.push({ state: extended(plan, state, [target], time), used: 1 });
    }
    if (!plan.isOptional[target - 1]) break;
  }
  return extensions;
}

function extended(plan: Plan, state: State, steps: number[], time: number): State {
  let { level, optionalTaken, last } = state;
  for (const step of steps) {
    level = step;
    if (plan.isOptional[step - 1]) optionalTaken += 1;
    last = { step, time, before: last };
  }
  return { level, optionalTaken, start: state.start, last };
}

function stepsBetween(plan: Plan, after: number, before: number, isOptional: boolean): number[] {
  const steps: number[] = [];
  for (let step = after + 1; step < before; step += 1) {
    if (plan.isOptional[step - 1] === isOptional) steps.push(step);
  }
  return steps;
}

function eventsFor(masks: number[], step: number): number[] {
  const events: number[] = [];
  for (const [index, mask] of masks.entries()) if (bitsOf(mask).includes(step - 1)) events.push(index);
  return events;
}

function isBetterState(a: State, b: State): boolean {
  if (a.start !== b.start) return a.start > b.start;
  return (compareTimes(a.last, b.last) || compareNumbers(a.last, b.last)) < 0;
}

// Chains of one length, since level and number of optional steps are the same.
function compareTimes(a: Taken | null, b: Taken | null): number {
  if (a === b || !a || !b) return 0;
  return compareTimes(a.before, b.before) || a.time - b.time;
}

function compareNumbers(a: Taken | null, b: Taken | null): number {
  if (a === b || !a || !b) return 0;
  return compareNumbers(a.before, b.before) || a.step - b.step;
}

function keyOf(state: State): number {
  return state.level * 64 + state.optionalTaken;
}
