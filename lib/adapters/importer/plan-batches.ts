/** How many rows of one day there are. */
export interface DayCount {
  day: string;
  rows: number;
}

// Enough to keep the engine busy, little enough to be sorted in memory.
const BATCH_ROWS = 400_000;

/** Days in order, gathered until there are enough rows to be worth a statement; a large day stands alone. */
export function planBatches(counts: DayCount[]): string[][] {
  const batches: string[][] = [];
  let rows = BATCH_ROWS;
  for (const { day, rows: inDay } of counts.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    if (rows + inDay > BATCH_ROWS) {
      batches.push([]);
      rows = 0;
    }
    batches.at(-1)?.push(day);
    rows += inDay;
  }
  return batches;
}
