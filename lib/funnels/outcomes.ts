import { GrowingNumbers } from '#lib/funnels/growing';
import type { StepCount } from '#lib/funnels/rates';
import type { Plan } from '#lib/funnels/walk/plan';
import type { Run } from '#lib/funnels/walk/run';
import { median } from '#lib/stats/median';

/** What became of one unit, beside its best run. */
export interface Outcome {
  /** Some run of it is still inside its window. */
  isOpen: boolean;
  /** It has had one whole window since it first entered. */
  hasMatured: boolean;
  /** Number of the breakdown's value. */
  value: number;
}

/** What became of every unit, in columns; counts and times are folded from it, for all units or for some. */
export class Outcomes {
  /** Bit k - 1: the best run has step k. */
  private readonly reached = new GrowingNumbers();
  private readonly open = new GrowingNumbers();
  private readonly matured = new GrowingNumbers();
  private readonly values = new GrowingNumbers();
  /** Per step but the first: seconds from the step before, and whose value they fall under. */
  private readonly seconds: GrowingNumbers[];
  private readonly secondsOf: GrowingNumbers[];
  private readonly excludedByValue = new Map<number, number>();

  constructor(private readonly plan: Plan) {
    this.seconds = Array.from({ length: plan.stepCount }, () => new GrowingNumbers());
    this.secondsOf = Array.from({ length: plan.stepCount }, () => new GrowingNumbers());
  }

  add(run: Run, { isOpen, hasMatured, value }: Outcome): void {
    this.reached.push(reachedBy(run));
    this.open.push(isOpen ? 1 : 0);
    this.matured.push(hasMatured ? 1 : 0);
    this.values.push(value);
    let before = Number.NaN;
    for (let index = 0; index < run.level; index += 1) {
      const time = run.times[index] ?? Number.NaN;
      if (Number.isNaN(time)) continue;
      if (index > 0) {
        this.seconds[index]?.push((time - before) / 1000);
        this.secondsOf[index]?.push(value);
      }
      before = time;
    }
  }

  addExcluded(value: number): void {
    this.excludedByValue.set(value, (this.excludedByValue.get(value) ?? 0) + 1);
  }

  /** How many units entered, by value. */
  entrantsByValue(): Map<number, number> {
    const entrants = new Map<number, number>();
    for (const value of this.values.view()) entrants.set(value, (entrants.get(value) ?? 0) + 1);
    return entrants;
  }

  /** How many were left out by an exclusion; of some values only when they are named. */
  excluded(values?: ReadonlySet<number>): number {
    let count = 0;
    for (const [value, excluded] of this.excludedByValue) if (!values || values.has(value)) count += excluded;
    return count;
  }

  /** The counts of all units, or of those under some values. */
  counts(values?: ReadonlySet<number>): StepCount[] {
    const counts: StepCount[] = [];
    let required = 0;
    for (let index = 0; index < this.plan.stepCount; index += 1) {
      const { count, matured, pending } = this.countStep(index, required, values);
      const seconds = this.secondsAt(index, values);
      const averageSeconds = seconds.length === 0 ? null : sum(seconds) / seconds.length;
      counts.push({ count, matured, pending, averageSeconds, medianSeconds: median(seconds) });
      if (!this.plan.isOptional[index]) required = index;
    }
    return counts;
  }

  private countStep(index: number, required: number, values: ReadonlySet<number> | undefined) {
    const totals = { count: 0, matured: 0, pending: 0 };
    const bit = 1 << index;
    const before = 1 << required;
    for (let i = 0; i < this.reached.length; i += 1) {
      if (values && !values.has(this.values.at(i))) continue;
      const mask = this.reached.at(i);
      if ((mask & bit) !== 0) {
        totals.count += 1;
        totals.matured += this.matured.at(i);
      } else if (this.open.at(i) === 1 && (mask & before) !== 0) {
        totals.pending += 1;
      }
    }
    return totals;
  }

  private secondsAt(index: number, values: ReadonlySet<number> | undefined): Float64Array {
    const seconds = this.seconds[index];
    const owners = this.secondsOf[index];
    if (!seconds || !owners) return new Float64Array();
    if (!values) return seconds.copy();
    return seconds.view().filter((_, i) => values.has(owners.at(i)));
  }
}

/** Which steps a run has: bit k - 1 for step k; in any order the first `level` bits. */
export function reachedBy(run: Run): number {
  let reached = 0;
  for (let index = 0; index < run.level; index += 1) {
    if (!Number.isNaN(run.times[index] ?? Number.NaN)) reached |= 1 << index;
  }
  return reached >>> 0;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
