/**
 * A growing one-to-one matching of left nodes to right nodes (augmenting paths). A left node that was matched stays
 * matched, so adding nodes in order of preference gives the best set that can be matched.
 */
export class Matching {
  private readonly neighbours: (readonly number[])[] = [];
  private readonly holder = new Map<number, number>();

  /** Adds a left node that may take any of `neighbours`; false, and nothing changed, when there is no room. */
  add(neighbours: readonly number[]): boolean {
    const node = this.neighbours.push(neighbours) - 1;
    if (this.place(node, new Set())) return true;
    this.neighbours.pop();
    return false;
  }

  private place(node: number, seen: Set<number>): boolean {
    for (const right of this.neighbours[node] ?? []) {
      if (seen.has(right)) continue;
      seen.add(right);
      const holder = this.holder.get(right);
      if (holder === undefined || this.place(holder, seen)) {
        this.holder.set(right, node);
        return true;
      }
    }
    return false;
  }
}

/** The positions of the bits that are set, ascending. */
export function bitsOf(mask: number): number[] {
  const bits: number[] = [];
  for (let rest = mask >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) {
    bits.push(31 - Math.clz32((rest & -rest) >>> 0));
  }
  return bits;
}
