/** Where a series of proportions changed most likely. */
export interface ChangePoint {
  /** The first place with the new rate; the others are the first and the last place that could be it as well. */
  index: number;
  first: number;
  last: number;
  /** The rate from there on minus the rate before it. */
  difference: number;
}

// Splits at least this likely, compared with the likeliest, could be the one: about a 95 % likelihood interval.
const PLAUSIBLE = Math.log(0.147);

/**
 * The maximum-likelihood split of a series of counts into two stretches, each with one rate (D. V. Hinkley and
 * E. A. Hinkley, "Inference about the change-point in a sequence of binomial variables", Biometrika 57, 1970). It says
 * where a change lies, not whether there is one.
 *
 * @returns null for a series that has nobody on one side of every split.
 */
export function changePoint(series: readonly { count: number; of: number }[]): ChangePoint | null {
  const whole = sumOf(series);
  const splits = series.slice(1).flatMap((_, place) => {
    const index = place + 1;
    const left = sumOf(series.slice(0, index));
    const right = { count: whole.count - left.count, of: whole.of - left.of };
    if (left.of === 0 || right.of === 0) return [];
    const likelihood = logLikelihood(left) + logLikelihood(right);
    return [{ index, likelihood, difference: right.count / right.of - left.count / left.of }];
  });
  const best = splits.toSorted((a, b) => b.likelihood - a.likelihood)[0];
  if (!best) return null;
  const plausible = splits.filter(({ likelihood }) => likelihood - best.likelihood >= PLAUSIBLE);
  return {
    index: best.index,
    first: plausible[0]?.index ?? best.index,
    last: plausible.at(-1)?.index ?? best.index,
    difference: best.difference,
  };
}

function sumOf(series: readonly { count: number; of: number }[]): { count: number; of: number } {
  return series.reduce((sum, { count, of }) => ({ count: sum.count + count, of: sum.of + of }), {
    count: 0,
    of: 0,
  });
}

/** Of so many of so many, at their own rate. */
function logLikelihood({ count, of }: { count: number; of: number }): number {
  const term = (part: number) => (part === 0 ? 0 : part * Math.log(part / of));
  return term(count) + term(of - count);
}
