import type { Column } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { PeopleChoice, Unit } from '#lib/funnels/url-state';

type Outcome = PeopleChoice['outcome'];

/** A stretch of a column whose people are in one state. */
export interface Part {
  outcome: Outcome;
  size: number;
  count: number;
}

/** The parts of a column that hold somebody, from the ground up; the first column always has its solid part. */
export function partsOf({ height, count, pending, dropped, number }: Column): Part[] {
  const parts: Part[] = [
    { outcome: 'converted', size: height.reached, count },
    { outcome: 'pending', size: height.pending, count: pending },
    { outcome: 'dropped', size: height.dropped, count: dropped },
  ];
  return parts.filter((part) => part.count > 0 || (number === 1 && part.outcome === 'converted'));
}

/** What the part's button is called. */
export function partLabel({ name, number }: Column, outcome: Outcome, count: number, unit: Unit): string {
  const people = countInWords(count, unit);
  const did: Record<Outcome, string> = {
    converted: 'reached',
    pending: 'may still reach',
    dropped: 'did not reach',
  };
  return `${people} ${did[outcome]} step ${number}, ${name}. Show them.`;
}

/** Where an arrow key leads from a part, both written `step.outcome`; undefined where it leads nowhere. */
export function nextPart(key: string, from: string, columns: Column[]): string | undefined {
  const [step = '1', outcome = 'converted'] = from.split('.');
  const outcomes = (number: number): string[] => {
    const column = columns.find((each) => each.number === number);
    return column ? partsOf(column).map((part) => part.outcome) : [];
  };
  const sideways: Record<string, number> = {
    ArrowRight: Number(step) + 1,
    ArrowLeft: Number(step) - 1,
    Home: 1,
    End: columns.length,
  };
  const target = sideways[key];
  if (target !== undefined) {
    const there = outcomes(target);
    const same = there.includes(outcome) ? outcome : there[0];
    return same && `${target}.${same}`;
  }
  const up: Record<string, number> = { ArrowUp: 1, ArrowDown: -1 };
  const move = up[key];
  if (move === undefined) return undefined;
  const here = outcomes(Number(step));
  const next = here[here.indexOf(outcome) + move];
  return next && `${step}.${next}`;
}
