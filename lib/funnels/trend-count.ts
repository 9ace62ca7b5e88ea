import type { TrendPoint } from '#lib/funnels/answers';
import { bucketsOf } from '#lib/funnels/buckets';
import { entryOf, isLeftOut } from '#lib/funnels/count';
import { type Openness, opennessOf } from '#lib/funnels/openness';
import type { TrendQuestion } from '#lib/funnels/schema';
import { type Plan, planOf } from '#lib/funnels/walk/plan';
import { newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk, type Walk } from '#lib/funnels/walk/walk';

/** Counts each unit once in every bucket in which a run of it begins, with the best run that begins there. */
export class TrendCount {
  private readonly plan: Plan;
  private readonly walk: Walk;
  private readonly run: Run;
  private readonly openness: Openness;
  private readonly period: { from: number; to: number };
  private readonly starts: number[];
  private readonly points: { entered: number; completed: number; pending: number }[];

  constructor(question: TrendQuestion, now: number) {
    this.plan = planOf(question);
    this.walk = createWalk(this.plan);
    this.run = newRun(this.plan.stepCount);
    this.openness = opennessOf(question, now);
    this.period = entryOf(question);
    this.starts = bucketsOf(this.period.from, this.period.to, question.interval, question.timeZone);
    this.points = this.starts.slice(1).map(() => ({ entered: 0, completed: 0, pending: 0 }));
  }

  add(unit: UnitEvents): void {
    const entryMask = this.plan.order === 'any' ? 0xffff_ffff : 1;
    let bucket = 0;
    let counted = -1;
    for (let i = 0; i < unit.count; i += 1) {
      const time = unit.times[i] ?? 0;
      if (time >= this.period.to) break;
      if (((unit.steps[i] ?? 0) & entryMask) === 0) continue;
      while (time >= (this.starts[bucket + 1] ?? Number.POSITIVE_INFINITY)) bucket += 1;
      if (bucket === counted) continue;
      counted = bucket;
      this.countIn(bucket, unit, i);
    }
  }

  answer(): TrendPoint[] {
    return this.points.map(({ entered, completed, pending }, index) => ({
      start: new Date(this.starts[index] ?? 0).toISOString(),
      entered,
      completed,
      conversion: entered === 0 ? null : completed / entered,
      pending,
    }));
  }

  private countIn(bucket: number, unit: UnitEvents, first: number): void {
    const point = this.points[bucket];
    if (!point) return;
    const entry = {
      from: Math.max(this.period.from, this.starts[bucket] ?? 0),
      to: Math.min(this.period.to, this.starts[bucket + 1] ?? 0),
    };
    this.walk(fromInstantOf(unit, first), entry, this.run);
    if (this.run.level === 0 || isLeftOut(this.run)) return;
    point.entered += 1;
    if (this.run.level >= this.plan.lastRequired) point.completed += 1;
    else if (this.openness.isOpen(unit, entry)) point.pending += 1;
  }
}

/** The unit without what happened before the instant of its event `first`: nothing earlier can be part of a run. */
function fromInstantOf(unit: UnitEvents, first: number): UnitEvents {
  let from = first;
  while (from > 0 && unit.times[from - 1] === unit.times[first]) from -= 1;
  return {
    ...unit,
    count: unit.count - from,
    times: unit.times.subarray(from),
    steps: unit.steps.subarray(from),
    excluded: unit.excluded.subarray(from),
    held: unit.held.subarray(from),
    broken: unit.broken.subarray(from),
  };
}
