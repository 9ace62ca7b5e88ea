import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rule } from '#lib/automation/rule';
import { type Reading, readingOf, stateOf } from '#lib/automation/state-of';
import { TRIGGERS, type TriggerId } from '#lib/automation/triggers';
import type { FunctionPoint } from '#lib/core/monitoring';
import { ALARM_ROWS } from '#lib/testing/alarm-rows';

const AT = new Date('2026-03-03T03:00:00Z');

function rule(trigger: TriggerId, changes: Partial<Rule> = {}): Rule {
  const { threshold, points, minimumCalls } = TRIGGERS[trigger];
  const brakes = { bakeMinutes: 60, coolDownMinutes: 60 };
  return { trigger, functionName: '*', threshold, points, minimumCalls, mode: 'on', ...brakes, ...changes };
}

function point(calls: number | null, errors: number | null, p95Ms: number | null = null): FunctionPoint {
  return { at: AT, calls, errors, p95Ms };
}

function stateAfter(points: FunctionPoint[], of: Rule) {
  return stateOf(
    points.map((one) => readingOf(one, of)),
    of.points,
  );
}

const READINGS: Record<string, Reading> = { 0: 'good', X: 'bad', '-': 'missing' };

describe('a minute', () => {
  it.each([
    ['exactly 5 % is not too much', 'error_rate', point(100, 5), 'good'],
    ['5.01 % is', 'error_rate', point(10_000, 501), 'bad'],
    ['more errors than calls are all calls', 'error_rate', point(10, 12), 'bad'],
    ['too few calls say nothing', 'error_rate', point(9, 9), 'missing'],
    ['no calls say nothing', 'error_rate', point(0, 0), 'missing'],
    ['no data says nothing', 'error_rate', point(null, null), 'missing'],
    ['5000 ms is not too much', 'latency', point(50, 0, 5000), 'good'],
    ['5001 ms is', 'latency', point(50, 0, 5001), 'bad'],
    ['10 errors are not too much', 'lambda_errors', point(900, 10), 'good'],
    ['11 errors are', 'lambda_errors', point(11, 11), 'bad'],
    ['5XX is not counted by Lambda', 'api_5xx', point(900, 900), 'missing'],
  ] as const)('%s', (_, trigger, one, reading) => {
    expect(readingOf(one, rule(trigger))).toBe(reading);
  });
});

describe('minutes together', () => {
  const bad = point(100, 6);
  const good = point(100, 5);
  const silent = point(null, null);
  const slow = point(50, 0, 5001);
  it.each([
    ['one above 5 %', 'error_rate', [good, bad], 'OK'],
    ['two in a row', 'error_rate', [good, bad, bad], 'ALARM'],
    ['two that are not in a row', 'error_rate', [bad, good, bad], 'OK'],
    ['one, and then nothing', 'error_rate', [good, bad, silent], 'OK'],
    ['one alone after silence', 'error_rate', [silent, silent, silent, bad], 'OK'],
    ['nothing at all', 'error_rate', [silent, silent, silent, silent], 'INSUFFICIENT_DATA'],
    ['two slow ones', 'latency', [slow, slow], 'OK'],
    ['three slow ones', 'latency', [slow, slow, slow], 'ALARM'],
    ['one minute of errors', 'lambda_errors', [point(500, 11)], 'ALARM'],
    [
      'red long ago, and silence since',
      'error_rate',
      [bad, bad, silent, silent, silent, silent],
      'INSUFFICIENT_DATA',
    ],
  ] as const)('%s', (_, trigger, points, state) => {
    expect(stateAfter([...points], rule(trigger))).toBe(state);
  });

  it.each(ALARM_ROWS)(
    'of AWS: $points, $datapointsToAlarm of 3',
    ({ datapointsToAlarm, points, outcomes }) => {
      const range = points.split(' ').map((mark) => READINGS[mark] ?? 'missing');
      const [, , , notBreaching] = outcomes;
      const state = stateOf(range, 3, datapointsToAlarm);
      // Nothing at all is clear to AWS, and no data here; neither triggers.
      expect(state === 'INSUFFICIENT_DATA' ? 'OK' : state).toBe(notBreaching);
    },
  );

  const anyReading = fc.constantFrom<Reading>('good', 'bad', 'missing');

  it('that are missing never make it red', () => {
    fc.assert(
      fc.property(
        fc.array(anyReading, { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (range, points) => {
          const isRed = stateOf(range, points) === 'ALARM';
          const told = range.filter((reading) => reading === 'bad').length;
          expect(isRed && told < points).toBe(false);
          const silent = range.map((): Reading => 'missing');
          expect(stateOf(silent, points)).toBe('INSUFFICIENT_DATA');
        },
      ),
    );
  });

  it('say the same however long ago the first of them was', () => {
    fc.assert(
      fc.property(
        fc.array(anyReading),
        fc.array(anyReading, { minLength: 7, maxLength: 7 }),
        (past, range) => {
          expect(stateOf([...past, ...range], 5)).toBe(stateOf(range, 5));
        },
      ),
    );
  });

  it('with one bad minute made good never turn red for it', () => {
    fc.assert(
      fc.property(
        fc.array(anyReading, { minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 1, max: 5 }),
        (range, at, points) => {
          const mended = range.with(at % range.length, 'good');
          const red = (readings: Reading[]) => stateOf(readings, points) === 'ALARM';
          if (range[at % range.length] === 'bad') expect(red(mended) && !red(range)).toBe(false);
        },
      ),
    );
  });
});
