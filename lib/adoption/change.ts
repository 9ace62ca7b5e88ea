import { normalSurvival } from '#lib/stats/normal';
import { wilson } from '#lib/stats/wilson';

/** So many of so many. */
export interface Counted {
  count: number;
  of: number;
}

/** How one proportion differs from another. */
export interface Change {
  /** The later minus the earlier, as a fraction: 0.014 is 1.4 points. */
  difference: number;
  /** 95 % interval of the difference. */
  interval: [number, number];
  /** How many standard errors the difference is away from none; changes sort by it even where `pValue` is 0. */
  z: number;
  /** At one minus this level the interval would just reach 0. */
  pValue: number;
  /** Whether the 95 % interval leaves out 0. One of twenty does by chance: correct for it where many are looked at. */
  isMoreThanNoise: boolean;
}

const Z_95 = 1.959963984540054;

/**
 * The change between two proportions, with Newcombe's hybrid score interval (R. G. Newcombe, "Interval estimation for
 * the difference between independent proportions", Statistics in Medicine 17, 1998, method 10). People who are in both
 * make it wider than it need be, never narrower.
 *
 * @returns null where either has nothing to divide by.
 */
export function changeBetween(later: Counted, earlier: Counted): Change | null {
  if (later.of === 0 || earlier.of === 0) return null;
  const difference = later.count / later.of - earlier.count / earlier.of;
  const [below, above] = marginsOf(later, earlier, Z_95);
  const z = distance(later, earlier, difference);
  return {
    difference,
    interval: [difference - below, difference + above],
    z,
    pValue: Math.min(1, 2 * normalSurvival(z)),
    isMoreThanNoise: z > Z_95,
  };
}

/** How far the interval goes below and above the difference, at the level of a normal quantile. */
function marginsOf(later: Counted, earlier: Counted, z: number): [number, number] {
  const one = reachOf(later, z);
  const other = reachOf(earlier, z);
  return [Math.hypot(one.down, other.up), Math.hypot(one.up, other.down)];
}

function reachOf({ count, of }: Counted, z: number): { down: number; up: number } {
  const rate = count / of;
  const [low, high] = wilson(count, of, z) ?? [0, 1];
  return { down: rate - low, up: high - rate };
}

/** The quantile at which the interval's nearer end is 0, by halving: the interval grows with it. */
function distance(later: Counted, earlier: Counted, difference: number): number {
  const leavesOutZero = (z: number) => {
    const [below, above] = marginsOf(later, earlier, z);
    return difference > 0 ? difference > below : -difference > above;
  };
  if (difference === 0) return 0;
  let near = 0;
  let far = 1;
  while (leavesOutZero(far)) [near, far] = [far, far * 2];
  for (let step = 0; step < 50; step += 1) {
    const middle = (near + far) / 2;
    if (leavesOutZero(middle)) near = middle;
    else far = middle;
  }
  return near;
}
