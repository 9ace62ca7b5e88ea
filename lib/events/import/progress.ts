import type { ImportPhase, ImportProgress } from '#lib/core/importer';

/** Which stretch of the whole work a phase is, from measurements of files of millions of rows. */
const STRETCH: Record<ImportPhase, readonly [start: number, end: number]> = {
  reading: [0, 0.6],
  sorting: [0.6, 0.9],
  publishing: [0.9, 1],
};

const LEAST_FRACTION = 0.02;

interface Reached {
  phase: ImportPhase;
  /** Of the phase, 0 to 1. */
  fraction: number;
  rows: number;
  rejected: number;
  elapsedMs: number;
}

/** How far an import is, and when it will be done if it goes on as before. */
export function progressOf({ phase, fraction, rows, rejected, elapsedMs }: Reached): ImportProgress {
  const [start, end] = STRETCH[phase];
  const whole = start + Math.min(Math.max(fraction, 0), 1) * (end - start);
  const seconds = elapsedMs / 1000;
  return {
    phase,
    rows,
    rejected,
    rowsPerSecond: seconds > 0 ? Math.round(rows / seconds) : 0,
    fraction: whole,
    secondsLeft: whole < LEAST_FRACTION ? null : (seconds * (1 - whole)) / whole,
  };
}
