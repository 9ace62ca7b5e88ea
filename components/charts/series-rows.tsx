/** One of several values over time. */
export interface Series {
  id: string;
  label: string;
  /** A colour variable, such as `var(--series-1)`. */
  color: string;
  /** In the order of the chart's times; null leaves a gap. */
  values: (number | null)[];
}

export type SeriesRow = { start: string } & Record<string, number | string | null>;

/**
 * The rows of a chart with several lines. `incompleteFrom` is the place of the first time that is not over: from there
 * on each line goes on as a dashed one, which begins at the last whole point so that nothing gapes.
 */
export function seriesRows(
  starts: readonly string[],
  series: readonly Series[],
  incompleteFrom: number,
): SeriesRow[] {
  const hasOpen = incompleteFrom < starts.length;
  return starts.map((start, index) => {
    const row: SeriesRow = { start };
    for (const { id, values } of series) {
      const value = values[index] ?? null;
      row[`${id} whole`] = index < incompleteFrom ? value : null;
      row[`${id} open`] = hasOpen && index >= incompleteFrom - 1 ? value : null;
    }
    return row;
  });
}

/** The first place that is not over; beyond the end when all are. */
export function firstIncomplete(isIncomplete: readonly boolean[]): number {
  const index = isIncomplete.indexOf(true);
  return index === -1 ? isIncomplete.length : index;
}
