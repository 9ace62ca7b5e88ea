import { Z_95 } from '#lib/stats/z-95';

/** Sums over units (users) of a numerator x and a denominator y, with their squares and products. */
export interface RatioSums {
  units: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
}

/**
 * The 95 % interval of a ratio of sums, such as seconds over sessions: units, not their sessions, are independent, so
 * the variance is that of x − ratio · y over units (the delta method: W. G. Cochran, "Sampling Techniques", 1977,
 * section 6.3; for metrics of products: A. Deng, U. Knoblich, J. Lu, KDD 2018).
 *
 * @returns null with fewer than two units, or nothing to divide by.
 */
export function ratioInterval({ units, x, y, xx, xy, yy }: RatioSums): [number, number] | null {
  if (units < 2 || y === 0) return null;
  const ratio = x / y;
  // Rounding must not make it negative where all units have the same ratio.
  const spread = Math.max(0, xx - 2 * ratio * xy + ratio * ratio * yy);
  const margin = (Z_95 * Math.sqrt((spread * units) / (units - 1))) / Math.abs(y);
  return [ratio - margin, ratio + margin];
}
