const TERMS = 120;
const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

/**
 * How likely a standard normal variable is above `z`, to full relative precision in the tail, where one minus the
 * distribution would be 0: Laplace's continued fraction far out, the power series of the distribution near the middle
 * (G. Marsaglia, "Evaluating the normal distribution", Journal of Statistical Software 11, 2004).
 */
export function normalSurvival(z: number): number {
  if (z < 0) return 1 - normalSurvival(-z);
  const density = Math.exp((-z * z) / 2) / ROOT_TWO_PI;
  if (z < 2.5) return 0.5 - density * series(z);
  let fraction = z;
  for (let k = TERMS; k > 0; k -= 1) fraction = z + k / fraction;
  return density / fraction;
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum;
}
