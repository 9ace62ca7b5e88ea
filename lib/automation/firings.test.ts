import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firingsOf } from '#lib/automation/firings';
import type { Rule } from '#lib/automation/rule';
import { readingOf, stateOf } from '#lib/automation/state-of';
import type { FunctionPoint } from '#lib/core/monitoring';

const AT = Date.UTC(2026, 2, 3, 3);
const MINUTE = 60_000;

const RULE: Rule = {
  trigger: 'error_rate',
  functionName: '*',
  threshold: 5,
  points: 2,
  minimumCalls: 10,
  mode: 'on',
  bakeMinutes: 60,
  coolDownMinutes: 60,
};

function pointsOf(errors: readonly (number | null)[]): FunctionPoint[] {
  return errors.map((count, index) => {
    const calls = count === null ? null : 100;
    return { at: new Date(AT + index * MINUTE), calls, errors: count, p95Ms: null };
  });
}

describe('firings', () => {
  it.each<[string, (number | null)[], [number, number | null, number][]]>([
    ['of nothing', [], []],
    ['of good minutes', [0, 5, 5, 0], []],
    ['of one bad minute', [0, 9, 0], []],
    ['of two', [0, 9, 12, 0], [[3, 4, 12]]],
    ['that last', [0, 9, 12, 7], [[3, null, 12]]],
    [
      'that come again',
      [9, 9, 0, 0, 9, 8],
      [
        [2, 3, 9],
        [6, null, 9],
      ],
    ],
    ['over a missing minute', [9, null, 9, 0], [[3, 4, 9]]],
    ['that end in silence', [9, 9, null, null, null], [[2, 5, 9]]],
  ])('%s', (_, errors, expected) => {
    const found = firingsOf(pointsOf(errors), RULE).map(({ at, until, worst }) => [
      (at.getTime() - AT) / MINUTE,
      until && (until.getTime() - AT) / MINUTE,
      worst,
    ]);
    expect(found).toEqual(expected);
  });

  it('are exactly the changes of state, minute by minute', () => {
    const minutes = fc.array(fc.option(fc.constantFrom(0, 5, 6, 50)), { maxLength: 60 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 5 }), (errors, points) => {
        const rule = { ...RULE, points };
        const given = pointsOf(errors);
        const readings = given.map((point) => readingOf(point, rule));
        const red = readings.map((_, index) => stateOf(readings.slice(0, index + 1), points) === 'ALARM');
        const begins = red.filter((isRed, index) => isRed && !red[index - 1]).length;
        const firings = firingsOf(given, rule);
        expect(firings).toHaveLength(begins);
        expect(firings.at(-1)?.until === null).toBe(red.at(-1) ?? false);
      }),
    );
  });
});
