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

/** Everybody. */
interface Whole {
  now: Counted;
  before: Counted;
  change: Change;
}

const MOST_OF_CHANCE = 0.05;
// One-sided: the segment's change must be larger than that of the others at this level.
const Z_APART = 1.2816;

/**
 * The one value of a property that explains a change: its own change is more than noise after a correction for all
 * values that were tried, that of everybody else is not, and the two differ by more than chance does in nine of ten
 * cases. Where a change is alike everywhere, none does.
 *
 * @param splits the rates by value, of one or several properties; everybody has one value of each, shown or not.
 */
export function explainingSegment(whole: Whole, splits: readonly Split[]): Segment | null {
  const tried = splits.flatMap((split) => candidateOf(split, whole) ?? []);
  const adjusted = holm(tried.map(({ change }) => change.pValue));
  const explaining = tried.filter(
    (segment, index) =>
      (adjusted[index] ?? 1) < MOST_OF_CHANCE &&
      Math.sign(segment.change.difference) === Math.sign(whole.change.difference) &&
      !changeBetween(segment.rest.now, segment.rest.before)?.isMoreThanNoise &&
      apart(segment) > Z_APART,
  );
  return explaining.toSorted((a, b) => apart(b) - apart(a))[0] ?? null;
}

/** Nobody else there, or nobody before, leaves nothing to compare. */
function candidateOf(split: Split, whole: Whole): Segment | null {
  const change = changeBetween(split.now, split.before);
  const rest = { now: without(whole.now, split.now), before: without(whole.before, split.before) };
  return change && rest.now.of > 0 && rest.before.of > 0 ? { ...split, change, rest } : null;
}

function without(whole: Counted, part: Counted): Counted {
  return { count: whole.count - part.count, of: whole.of - part.of };
}

/** How many standard errors the segment's change is larger than that of the others, in its own direction. */
function apart({ now, before, change, rest }: Segment): number {
  const elsewhere = rateOf(rest.now) - rateOf(rest.before);
  const variance = [now, before, rest.now, rest.before].reduce((sum, one) => sum + varianceOf(one), 0);
  const larger = (change.difference - elsewhere) * Math.sign(change.difference);
  return variance === 0 ? 0 : larger / Math.sqrt(variance);
}

function rateOf({ count, of }: Counted): number {
  return of === 0 ? 0 : count / of;
}

/** Of a rate; with half a person on each side, so that none of three is not taken for certain. */
function varianceOf({ count, of }: Counted): number {
  const rate = (count + 0.5) / (of + 1);
  return (rate * (1 - rate)) / (of + 1);
}
