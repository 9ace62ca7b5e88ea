import { wilson } from '#lib/stats/wilson';

/** How a number of users differs from an earlier one. */
export interface CountChange {
  /** The later divided by the earlier: 1.2 is a fifth more. */
  ratio: number;
  /** 95 % interval of the ratio; no end where nobody was there before. */
  interval: [number, number | null];
  isMoreThanNoise: boolean;
}

/**
 * The change between two numbers of users over equal lengths of time: given their sum, the later is a binomial share
 * of it (J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika
 * 31, 1940), whose Wilson interval is that of the ratio.
 *
 * @returns null where there was nobody before.
 */
export function countChange(later: number, earlier: number): CountChange | null {
  if (earlier === 0) return null;
  const [low, high] = wilson(later, later + earlier) ?? [0, 1];
  const interval: CountChange['interval'] = [oddsOf(low), high === 1 ? null : oddsOf(high)];
  return { ratio: later / earlier, interval, isMoreThanNoise: low > 0.5 || high < 0.5 };
}

function oddsOf(share: number): number {
  return share / (1 - share);
}
