import type { TimeToConvertAnswer } from '#lib/funnels/answers';
import { entryOf, isLeftOut } from '#lib/funnels/count';
import { GrowingNumbers } from '#lib/funnels/growing';
import type { TimeToConvertQuestion } from '#lib/funnels/schema';
import { planOf } from '#lib/funnels/walk/plan';
import { newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk, type Walk } from '#lib/funnels/walk/walk';
import { median } from '#lib/stats/median';

/** Gathers the seconds between two steps of the runs that have both. */
export class ConvertCount {
  readonly fromStep: number;
  readonly toStep: number;
  private readonly walk: Walk;
  private readonly run: Run;
  private readonly seconds = new GrowingNumbers();

  constructor(private readonly question: TimeToConvertQuestion) {
    const plan = planOf(question);
    this.fromStep = question.fromStep ?? 1;
    this.toStep = question.toStep ?? Math.max(plan.lastRequired, this.fromStep + 1);
    this.walk = createWalk(plan);
    this.run = newRun(plan.stepCount);
  }

  add(unit: UnitEvents): void {
    this.walk(unit, entryOf(this.question), this.run);
    if (isLeftOut(this.run)) return;
    const seconds =
      ((this.run.times[this.toStep - 1] ?? Number.NaN) - (this.run.times[this.fromStep - 1] ?? Number.NaN)) /
      1000;
    if (!Number.isNaN(seconds)) this.seconds.push(seconds);
  }

  answer(): Omit<TimeToConvertAnswer, 'meta'> {
    return { fromStep: this.fromStep, toStep: this.toStep, ...histogramOf(this.seconds.copy()) };
  }
}

/** As many bins as the cube root of the values, rounded up, all of one width, from the least to the greatest value. */
export function histogramOf(
  seconds: Float64Array,
): Pick<TimeToConvertAnswer, 'bins' | 'binSeconds' | 'averageSeconds' | 'medianSeconds' | 'count'> {
  const count = seconds.length;
  if (count === 0) return { bins: [], binSeconds: null, averageSeconds: null, medianSeconds: null, count };
  let [least, greatest, total] = [Number.POSITIVE_INFINITY, 0, 0];
  for (const value of seconds) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
    total += value;
  }
  const binCount = cubeRootUp(count);
  // Where all took equally long a bin still needs some width.
  const binSeconds = greatest > least ? (greatest - least) / binCount : 1;
  const bins = Array.from({ length: binCount }, (_, i) => ({
    fromSeconds: least + i * binSeconds,
    count: 0,
  }));
  for (const value of seconds) {
    const bin = bins[Math.min(binCount - 1, Math.floor((value - least) / binSeconds))];
    if (bin) bin.count += 1;
  }
  return { bins, binSeconds, averageSeconds: total / count, medianSeconds: median(seconds), count };
}

// The floating cube root of a cube may lie a little above it.
function cubeRootUp(count: number): number {
  const near = Math.round(Math.cbrt(count));
  return near ** 3 >= count ? near : near + 1;
}
