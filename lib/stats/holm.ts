/**
 * Holm's step-down adjustment (S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6, 1979): below 0.05 stays what is surprising even among so many. In the order of `pValues`.
 */
export function holm(pValues: number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(0);
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  let highest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (pValues.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}
