/** The run that counts for a unit. It is filled again and again: read it before the next walk. */
export interface Run {
  /** The furthest step of the best clean run, from 1; 0 when there is none. */
  level: number;
  /** How many optional steps it has. */
  optionalTaken: number;
  /** The furthest step that any run stood at or was spoiled on the way to. */
  attempt: number;
  /** When each step was taken, in epoch milliseconds; NaN where it was not. In any order: of the k-th event. */
  times: Float64Array;
  /** Which value of the held property its events carry; 0 where none is held. */
  held: number;
}

/** The half-open time in which a run may begin, in epoch milliseconds. */
export interface Entry {
  from: number;
  to: number;
}

export function newRun(stepCount: number): Run {
  return {
    level: 0,
    optionalTaken: 0,
    attempt: 0,
    times: new Float64Array(stepCount).fill(Number.NaN),
    held: 0,
  };
}

export function clearRun(run: Run): void {
  run.level = 0;
  run.optionalTaken = 0;
  run.attempt = 0;
  run.held = 0;
  run.times.fill(Number.NaN);
}

/** Makes `target` the better of both runs; attempts are joined. */
export function keepBetter(target: Run, other: Run): boolean {
  const attempt = Math.max(target.attempt, other.attempt);
  const isBetter = compareRuns(other, target) < 0;
  if (isBetter) {
    target.level = other.level;
    target.optionalTaken = other.optionalTaken;
    target.held = other.held;
    target.times.set(other.times);
  }
  target.attempt = attempt;
  return isBetter;
}

/** Negative when `a` is the better run: further, more optional steps, ends first, starts last, earliest in between. */
function compareRuns(a: Run, b: Run): number {
  if (a.level !== b.level) return b.level - a.level;
  if (a.level === 0) return 0;
  if (a.optionalTaken !== b.optionalTaken) return b.optionalTaken - a.optionalTaken;
  const last = a.level - 1;
  const byEnd = timeAt(a, last) - timeAt(b, last);
  if (byEnd !== 0) return byEnd;
  const byStart = timeAt(b, 0) - timeAt(a, 0);
  return byStart !== 0 ? byStart : compareSteps(a, b);
}

// Of the steps taken: first all times, then the numbers.
function compareSteps(a: Run, b: Run): number {
  const mine = stepsTaken(a);
  const theirs = stepsTaken(b);
  for (const [index, step] of mine.entries()) {
    const difference = timeAt(a, step) - timeAt(b, theirs[index] ?? step);
    if (difference !== 0) return difference;
  }
  for (const [index, step] of mine.entries()) {
    const difference = step - (theirs[index] ?? step);
    if (difference !== 0) return difference;
  }
  return 0;
}

function stepsTaken(run: Run): number[] {
  const steps: number[] = [];
  for (let step = 0; step < run.level; step += 1) if (!Number.isNaN(timeAt(run, step))) steps.push(step);
  return steps;
}

function timeAt(run: Run, index: number): number {
  return run.times[index] ?? Number.NaN;
}
