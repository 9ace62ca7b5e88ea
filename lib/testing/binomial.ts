/** How many of so many, each with the same chance: by drawing each. */
export function binomial(random: () => number, of: number, rate: number): number {
  let count = 0;
  for (let drawn = 0; drawn < of; drawn += 1) if (random() < rate) count += 1;
  return count;
}
