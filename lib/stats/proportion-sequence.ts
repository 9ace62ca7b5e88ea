import { logGamma } from '#lib/stats/log-gamma';

/**
 * A confidence sequence for a proportion: an interval that may be looked at after every trial, and still holds the
 * truth at all looks together with probability 1 − `alpha`. It is the set of proportions at which the mixture
 * martingale with a uniform prior, B(1+s, 1+n−s) / (p^s (1−p)^(n−s)), stays below 1/alpha (H. Robbins, Annals of
 * Mathematical Statistics 41, 1970; the bound is Ville's).
 *
 * @param successes of `trials`, both counted so far.
 */
export function proportionSequence(successes: number, trials: number, alpha = 0.05): [number, number] {
  if (trials === 0) return [0, 1];
  const mixture = logBeta(1 + successes, 1 + trials - successes);
  const limit = mixture - Math.log(1 / alpha);
  const isInside = (p: number) => logLikelihood(successes, trials, p) > limit;
  const middle = successes / trials;
  const low = successes === 0 ? 0 : edge(0, middle, (p) => !isInside(p));
  const high = successes === trials ? 1 : edge(middle, 1, isInside);
  return [low, high];
}

/** Where a condition that holds from `from` on stops holding, by halving. */
function edge(from: number, to: number, holds: (p: number) => boolean): number {
  let near = from;
  let far = to;
  for (let step = 0; step < 60; step += 1) {
    const middle = (near + far) / 2;
    if (holds(middle)) near = middle;
    else far = middle;
  }
  return (near + far) / 2;
}

function logLikelihood(successes: number, trials: number, p: number): number {
  const failures = trials - successes;
  return (successes === 0 ? 0 : successes * Math.log(p)) + (failures === 0 ? 0 : failures * Math.log1p(-p));
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}
