import type { BreakdownResult, StepResult } from '#lib/funnels/answers';
import { breakdownValue, compareLabels, LEFT_OUT } from '#lib/funnels/breakdown-value';
import type { Labels } from '#lib/funnels/labels';
import { type Openness, opennessOf } from '#lib/funnels/openness';
import { type Outcome, Outcomes } from '#lib/funnels/outcomes';
import { overallConversion, ratesOf } from '#lib/funnels/rates';
import type { FunnelQuestion } from '#lib/funnels/schema';
import { type Plan, planOf } from '#lib/funnels/walk/plan';
import { clearRun, type Entry, keepBetter, newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk, valuesOf, type Walk, withValue } from '#lib/funnels/walk/walk';

const MAX_VALUES = 8;

interface Counted {
  excluded: number;
  funnel: StepResult[];
  overallConversion: number | null;
  breakdown?: BreakdownResult[];
}

/** Counts one unit after the other, then answers. `now` in epoch milliseconds. */
export class FunnelCount {
  private readonly plan: Plan;
  private readonly walk: Walk;
  private readonly entry: Entry;
  private readonly openness: Openness;
  private readonly run: Run;
  private readonly tried: Run;
  private readonly all: Outcomes;
  private readonly byValue: Outcomes | null;

  constructor(
    private readonly question: FunnelQuestion,
    now: number,
    private readonly labels: Labels,
  ) {
    this.plan = planOf(question);
    this.walk = createWalk(this.plan);
    this.entry = entryOf(question);
    this.openness = opennessOf(question, now);
    this.run = newRun(this.plan.stepCount);
    this.tried = newRun(this.plan.stepCount);
    this.all = new Outcomes(this.plan);
    this.byValue = question.breakdown === undefined ? null : new Outcomes(this.plan);
  }

  add(unit: UnitEvents): void {
    const { run } = this;
    this.walk(unit, this.entry, run);
    if (run.attempt === 0) return;
    const standing = {
      isOpen: this.openness.isOpen(unit, this.entry),
      hasMatured: this.openness.hasMatured(unit, this.entry),
      value: 0,
    };
    keepOutcome(this.all, run, standing);
    if (!this.byValue) return;
    const attribution = this.question.attribution ?? 'first';
    const value =
      attribution === 'all'
        ? this.walkValues(unit)
        : breakdownValue(attribution, unit, run, this.labels, this.plan.order === 'any');
    if (value === LEFT_OUT) return;
    standing.value = value;
    keepOutcome(this.byValue, run, standing);
  }

  answer(): Counted {
    const counted = this.resultOf(this.all);
    return this.byValue ? { ...counted, breakdown: this.breakdownOf(this.byValue) } : counted;
  }

  /** Of the runs whose steps all carry one value the best; answers that value. */
  private walkValues(unit: UnitEvents): number {
    const values = valuesOf(unit, unit.broken).sort((a, b) => compareLabels(this.labels, a, b));
    let best = values[0] ?? 0;
    clearRun(this.run);
    for (const value of values) {
      this.walk(withValue(unit, unit.broken, value), this.entry, this.tried);
      if (keepBetter(this.run, this.tried)) best = value;
    }
    return best;
  }

  private breakdownOf(outcomes: Outcomes): BreakdownResult[] {
    const ranked = [...outcomes.entrantsByValue()].sort(
      ([a, left], [b, right]) => right - left || compareLabels(this.labels, a, b),
    );
    const shown = ranked.slice(0, MAX_VALUES).map(([value]) => ({
      value: this.labels.valueOf(value),
      ...this.resultOf(outcomes, new Set([value])),
    }));
    const rest = new Set(ranked.slice(MAX_VALUES).map(([value]) => value));
    return rest.size === 0
      ? shown
      : [...shown, { value: null, other: true, ...this.resultOf(outcomes, rest) }];
  }

  private resultOf(outcomes: Outcomes, values?: ReadonlySet<number>): Counted {
    const funnel = ratesOf(this.question.steps, outcomes.counts(values));
    return { excluded: outcomes.excluded(values), funnel, overallConversion: overallConversion(funnel) };
  }
}

/** When a run of the question may begin. */
export function entryOf(question: FunnelQuestion): Entry {
  return { from: Date.parse(question.from), to: Date.parse(question.to) };
}

/** Whether an exclusion leaves the unit out: no clean run went as deep as its furthest attempt. */
export function isLeftOut(run: Run): boolean {
  return run.attempt > run.level;
}

function keepOutcome(outcomes: Outcomes, run: Run, standing: Outcome): void {
  if (isLeftOut(run)) outcomes.addExcluded(standing.value);
  else if (run.level > 0) outcomes.add(run, standing);
}
