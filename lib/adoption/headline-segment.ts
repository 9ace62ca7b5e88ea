import { type Change, type Counted, changeBetween } from '#lib/adoption/change';
import { holm } from '#lib/stats/holm';

/** A rate of the people with one value of a property; null for those without one. */
export interface Split {
  property: string;
  value: string | null;
  now: Counted;
  before: Counted;
}

/** The people in whom a change happened. */
export interface Segment extends Split {
  change: Change;
  /** Everybody else. */
  rest: { now: Counted; before: Counted };
}

const MOST_OF_CHANCE = 0.05;
// One-sided: the segment's change must be larger than that of the others at this level.
const Z_APART = 1.2816;

/**
 * The one value of a property that explains a change: its own change is more than noise after a correction for all
 * values that were tried, that of everybody else is not, and the two differ by more than chance does in nine of ten
 * cases. Where a change is alike everywhere, none does.
 *
 * @param splits the rates by value, of one or several properties; together the values of one are everybody.
 */
export function explainingSegment(whole: Change, splits: readonly Split[]): Segment | null {
  const properties = new Map<string, Split[]>();
  for (const split of splits)
    properties.set(split.property, [...(properties.get(split.property) ?? []), split]);
  const tried = [...properties.values()].filter((values) => values.length > 1).flatMap(candidatesOf);
  const adjusted = holm(tried.map(({ change }) => change.pValue));
  return (
    tried
      .filter(
        (segment, index) =>
          (adjusted[index] ?? 1) < MOST_OF_CHANCE &&
          Math.sign(segment.change.difference) === Math.sign(whole.difference) &&
          !changeBetween(segment.rest.now, segment.rest.before)?.isMoreThanNoise &&
          apart(segment) > Z_APART,
      )
      .toSorted((a, b) => apart(b) - apart(a))[0] ?? null
  );
}

function candidatesOf(values: Split[]): Segment[] {
  return values.flatMap((split) => {
    const change = changeBetween(split.now, split.before);
    if (!change) return [];
    const others = values.filter((one) => one !== split);
    const rest = {
      now: sumOf(others.map(({ now }) => now)),
      before: sumOf(others.map(({ before }) => before)),
    };
    return [{ ...split, change, rest }];
  });
}

/** How many standard errors the segment's change is larger than that of the others, in its own direction. */
function apart({ now, before, change, rest }: Segment): number {
  const elsewhere = rateOf(rest.now) - rateOf(rest.before);
  const variance = [now, before, rest.now, rest.before].reduce((sum, one) => sum + varianceOf(one), 0);
  const larger = (change.difference - elsewhere) * Math.sign(change.difference);
  return variance === 0 ? 0 : larger / Math.sqrt(variance);
}

function sumOf(counts: Counted[]): Counted {
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    of: counts.reduce((sum, { of }) => sum + of, 0),
  };
}

function rateOf({ count, of }: Counted): number {
  return of === 0 ? 0 : count / of;
}

/** Of a rate; with half a person on each side, so that none of three is not taken for certain. */
function varianceOf({ count, of }: Counted): number {
  const rate = (count + 0.5) / (of + 1);
  return (rate * (1 - rate)) / (of + 1);
}
