import type { PeopleAnswer, PersonInStep } from '#lib/funnels/answers';
import { entryOf, isLeftOut } from '#lib/funnels/count';
import { type Openness, opennessOf } from '#lib/funnels/openness';
import { reachedBy } from '#lib/funnels/outcomes';
import type { Outcome, PeopleQuestion } from '#lib/funnels/schema';
import { excludedBecause, stoppedBecause } from '#lib/funnels/stopped-because';
import type { UnitName } from '#lib/funnels/unit-reader';
import { type Plan, planOf } from '#lib/funnels/walk/plan';
import { type Entry, newRun, type Run } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';
import { createWalk, type Walk } from '#lib/funnels/walk/walk';

interface Found {
  unit: string;
  person: PersonInStep;
}

/** Finds the people behind one number: all are counted, and of those after the cursor the first ones are kept. */
export class PeopleCount {
  private readonly plan: Plan;
  private readonly walk: Walk;
  private readonly run: Run;
  private readonly entry: Entry;
  private readonly openness: Openness;
  private readonly lastRequired: number;
  private found: Found[] = [];
  private total = 0;
  /** Nobody after this unit can be on the page any more. */
  private bound: string | null = null;

  constructor(
    private readonly question: PeopleQuestion,
    private readonly now: number,
  ) {
    this.plan = planOf(question);
    this.walk = createWalk(this.plan);
    this.run = newRun(this.plan.stepCount);
    this.entry = entryOf(question);
    this.openness = opennessOf(question, now);
    this.lastRequired = this.plan.isOptional.slice(0, question.step - 1).lastIndexOf(false) + 1;
  }

  add(unit: UnitEvents, name: UnitName | null): void {
    const { question, run } = this;
    this.walk(unit, this.entry, run);
    if (name === null || run.attempt === 0 || this.outcomeOf(unit) !== question.outcome) return;
    this.total += 1;
    if (question.cursor !== undefined && name.unit <= question.cursor) return;
    if (this.bound !== null && name.unit > this.bound) return;
    this.found.push({ unit: name.unit, person: this.personOf(unit, name) });
    if (this.found.length > 4 * question.limit) this.trim();
  }

  answer(): Omit<PeopleAnswer, 'meta'> {
    this.trim();
    const page = this.found.slice(0, this.question.limit);
    const hasMore = this.found.length > page.length;
    const nextCursor = hasMore ? (page.at(-1)?.unit ?? null) : null;
    return { users: page.map(({ person }) => person), total: this.total, nextCursor };
  }

  private outcomeOf(unit: UnitEvents): Outcome | null {
    if (isLeftOut(this.run)) return 'excluded';
    const reached = reachedBy(this.run);
    if ((reached & (1 << (this.question.step - 1))) !== 0) return 'converted';
    if (this.lastRequired === 0 || (reached & (1 << (this.lastRequired - 1))) === 0) return null;
    return this.openness.isOpen(unit, this.entry) ? 'pending' : 'dropped';
  }

  private personOf(unit: UnitEvents, name: UnitName): PersonInStep {
    const { question, run } = this;
    const times = Array.from(run.times.subarray(0, run.level));
    return {
      userId: name.person,
      ...(question.unit === 'session' ? { sessionId: name.unit } : {}),
      steps: times.map((time) => (Number.isNaN(time) ? null : new Date(time).toISOString())),
      stoppedBecause: this.reasonOf(unit),
    };
  }

  private reasonOf(unit: UnitEvents): string | null {
    const { question, run, openness } = this;
    if (question.outcome === 'converted') return null;
    if (question.outcome === 'excluded') return excludedBecause(question, run);
    const closesAt = openness.closesAt(openness.lastEntry(unit, this.entry));
    return stoppedBecause({
      question,
      unit,
      run,
      step: question.step,
      runClosesAt: openness.closesAt(run.times[0] ?? 0),
      openForMs: question.outcome === 'pending' ? closesAt - this.now : null,
    });
  }

  /** Keeps one more than a page, to know whether there is another. */
  private trim(): void {
    this.found.sort((a, b) => (a.unit < b.unit ? -1 : 1));
    this.found = this.found.slice(0, this.question.limit + 1);
    if (this.found.length > this.question.limit) this.bound = this.found.at(-1)?.unit ?? null;
  }
}
