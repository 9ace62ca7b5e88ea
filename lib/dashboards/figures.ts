import { type Counted, changeBetween } from '#lib/adoption/change';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';
import { normalSurvival } from '#lib/stats/normal';

/** One number of a week beside that of the week before; `name` begins a sentence. */
export type Figure =
  /** So many of so many; `whole` says of whom, in the plural: "users who entered". */
  | { kind: 'share'; name: string; whole: string; now: Counted; before: Counted }
  /** People; each counts once. `whole` says who, in the plural. */
  | { kind: 'people'; name: string; whole: string; now: number; before: number }
  /** What has no test: events come in bunches, and a mean carries no spread. null where there is none. */
  | { kind: 'amount'; name: string; unit: 'events' | 'seconds'; now: number | null; before: number | null };

/**
 * How surprising the difference would be if nothing had changed; null where there are too few to say, or no test.
 * Shares: Newcombe's interval (see `changeBetween`). People: each of those of both weeks falls into either with the same
 * chance (J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika
 * 31, 1940), by the normal approximation.
 */
export function pValueOf(figure: Figure): number | null {
  if (figure.kind === 'amount' || isTooFew(figure)) return null;
  if (figure.kind === 'share') return changeBetween(figure.now, figure.before)?.pValue ?? null;
  const z = Math.abs(figure.now - figure.before) / Math.sqrt(figure.now + figure.before);
  return Math.min(1, 2 * normalSurvival(z));
}

/** Whether so few are counted that a comparison says more about chance than about people. */
export function isTooFew(figure: Figure): boolean {
  if (figure.kind === 'amount') return false;
  if (figure.kind === 'people') return figure.now + figure.before < 2 * MIN_DENOMINATOR;
  return Math.min(figure.now.of, figure.before.of) < MIN_DENOMINATOR;
}

/** Whether neither week has anything that was counted. */
export function isNothing({ now, before }: Figure): boolean {
  const size = (side: Figure['now']) => (typeof side === 'object' && side !== null ? side.of : (side ?? 0));
  return size(now) === 0 && size(before) === 0;
}
