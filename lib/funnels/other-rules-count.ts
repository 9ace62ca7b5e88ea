import { entryOf, isLeftOut } from '#lib/funnels/count';
import { reachedBy } from '#lib/funnels/outcomes';
import type { FunnelQuestion } from '#lib/funnels/schema';
import { planOf } from '#lib/funnels/walk/plan';
import { type Entry, newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk, type Walk } from '#lib/funnels/walk/walk';

/** Counts the same events by our rule, by events alone, and by the first entry alone. */
export class OtherRulesCount {
  readonly ours: number[];
  readonly events: number[];
  readonly firstEntry: number[];
  private readonly walk: Walk;
  private readonly run: Run;
  private readonly entry: Entry;
  private readonly entryMask: number;
  private readonly isHeld: boolean;

  constructor(question: FunnelQuestion) {
    const plan = planOf(question);
    const zeros = () => new Array<number>(plan.stepCount).fill(0);
    [this.ours, this.events, this.firstEntry] = [zeros(), zeros(), zeros()];
    this.walk = createWalk(plan);
    this.run = newRun(plan.stepCount);
    this.entry = entryOf(question);
    this.isHeld = plan.isHeld;
    this.entryMask = plan.order === 'any' ? 0xffff_ffff : 1;
  }

  add(unit: UnitEvents): void {
    let firstEntry = Number.NaN;
    for (let i = 0; i < unit.count; i += 1) {
      const time = unit.times[i] ?? 0;
      const mask = unit.steps[i] ?? 0;
      if (time >= this.entry.to) break;
      addSteps(this.events, mask);
      const canEnter = (mask & this.entryMask) !== 0 && !(this.isHeld && unit.held[i] === 0);
      if (Number.isNaN(firstEntry) && canEnter) firstEntry = time;
    }
    this.countRun(unit, this.entry, this.ours);
    if (Number.isNaN(firstEntry)) return;
    this.countRun(unit, { from: firstEntry, to: firstEntry + 1 }, this.firstEntry);
  }

  private countRun(unit: UnitEvents, entry: Entry, counts: number[]): void {
    this.walk(unit, entry, this.run);
    if (!isLeftOut(this.run)) addSteps(counts, reachedBy(this.run));
  }
}

function addSteps(counts: number[], mask: number): void {
  for (let index = 0; index < counts.length; index += 1) {
    if ((mask & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + 1;
  }
}
