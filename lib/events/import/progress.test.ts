import { describe, expect, it } from 'vitest';
import { progressOf } from '#lib/events/import/progress';

const at = (phase: 'reading' | 'sorting' | 'publishing', fraction: number, elapsedMs = 1000) =>
  progressOf({ phase, fraction, rows: 5000, rejected: 1, elapsedMs });

describe('progressOf', () => {
  it('never goes back from phase to phase', () => {
    const fractions = (['reading', 'sorting', 'publishing'] as const).flatMap((phase) =>
      [0, 0.5, 1].map((fraction) => at(phase, fraction).fraction),
    );
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('says how long it will take if it goes on like this', () => {
    expect(at('reading', 0.5, 3000)).toMatchObject({ rowsPerSecond: 1667, fraction: 0.3 });
    expect(at('reading', 0.5, 3000).secondsLeft).toBeCloseTo(7);
    expect(at('publishing', 1).secondsLeft).toBe(0);
  });

  it('does not guess from nothing', () => {
    expect(at('reading', 0, 0)).toMatchObject({ rowsPerSecond: 0, secondsLeft: null });
  });
});
