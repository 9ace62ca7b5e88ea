/** Neighbouring buckets of a set, each run of them by its first and its last. */
export function stretches(
  starts: readonly string[],
  chosen: ReadonlySet<string> | undefined,
): [first: string, last: string][] {
  const runs: [string, string][] = [];
  let isOpen = false;
  for (const start of chosen ? starts : []) {
    const isChosen = chosen?.has(start) ?? false;
    const last = runs.at(-1);
    if (isChosen && isOpen && last) last[1] = start;
    else if (isChosen) runs.push([start, start]);
    isOpen = isChosen;
  }
  return runs;
}
