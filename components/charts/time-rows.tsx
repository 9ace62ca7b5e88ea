export interface TimePoint {
  /** ISO instant at which the bucket begins. */
  start: string;
  label: string;
  value: number | null;
  /** Still changing: drawn dashed or hatched, everywhere the same. */
  isIncomplete: boolean;
}

interface TimeRow {
  start: string;
  value: number | null;
  complete: number | null;
  incomplete: number | null;
}

/** Two lines out of one: the dashed one begins and ends at complete points, so that nothing gapes between them. */
export function timeRows(points: TimePoint[]): TimeRow[] {
  return points.map((point, index) => {
    const touches = points[index - 1]?.isIncomplete || points[index + 1]?.isIncomplete;
    return {
      start: point.start,
      value: point.value,
      complete: point.isIncomplete ? null : point.value,
      incomplete: point.isIncomplete || touches ? point.value : null,
    };
  });
}
