import { Z_95 } from '#lib/stats/z-95';

/**
 * The 95 % score interval of a proportion, without continuity correction (E. B. Wilson, "Probable inference, the law
 * of succession, and statistical inference", JASA 22, 1927).
 *
 * @param z the normal quantile of another level than 95 %.
 * @returns fractions `[lower, upper]`, or null where there is nothing to divide by.
 */
export function wilson(successes: number, total: number, z = Z_95): [number, number] | null {
  if (total === 0) return null;
  const rate = successes / total;
  const z2 = z * z;
  const scale = 1 + z2 / total;
  const centre = (rate + z2 / (2 * total)) / scale;
  const margin = (z * Math.sqrt((rate * (1 - rate)) / total + z2 / (4 * total * total))) / scale;
  // At 0 and at all the bound is exact; rounding must not push it past the rate.
  const lower = successes === 0 ? 0 : Math.max(0, centre - margin);
  const upper = successes === total ? 1 : Math.min(1, centre + margin);
  return [lower, upper];
}
