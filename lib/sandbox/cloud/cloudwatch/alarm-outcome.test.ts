import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmOutcome, type MissingData, type Point } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import { ALARM_ROWS, MISSING_DATA } from '#lib/testing/alarm-rows';

const POINTS: Record<string, Point> = { '0': 'good', X: 'bad', '-': 'missing' };
const range = (text: string) => text.split(' ').map((mark) => POINTS[mark] ?? 'missing');
describe('the outcome of an alarm', () => {
  it.each(ALARM_ROWS)('$datapointsToAlarm of 3 over $points', ({ datapointsToAlarm, points, outcomes }) => {
    const outcome = (missingData: MissingData) =>
      alarmOutcome(range(points), { datapointsToAlarm, evaluationPeriods: 3, missingData }) ?? null;
    expect(MISSING_DATA.map(outcome)).toEqual(outcomes);
  });

  it.each([
    ['- - - - X', 'OK'],
    ['- - - X -', 'OK'],
    ['- X - - -', 'ALARM'],
    ['- - X - X', 'ALARM'],
  ] as const)('3 of 3 over %s is early only when the oldest is old enough', (points, outcome) => {
    const rule = { datapointsToAlarm: 3, evaluationPeriods: 3, missingData: 'missing' as const };
    expect(alarmOutcome(range(points), rule)).toBe(outcome);
  });

  it('looks at the newest points alone when none is missing', () => {
    const point = fc.constantFrom<Point>('good', 'bad');
    const sizes = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 8, maxLength: 8 }), sizes, ([...points], [m, more]) => {
        const evaluationPeriods = Math.min(6, m + more - 1);
        const bad = points.slice(-evaluationPeriods).filter((one) => one === 'bad').length;
        for (const missingData of MISSING_DATA) {
          const rule = { datapointsToAlarm: m, evaluationPeriods, missingData };
          expect(alarmOutcome(points, rule)).toBe(bad >= m ? 'ALARM' : 'OK');
        }
      }),
    );
  });

  it('never alarms when missing data are good and too few points are bad', () => {
    const point = fc.constantFrom<Point>('good', 'bad', 'missing');
    fc.assert(
      fc.property(fc.array(point, { minLength: 5, maxLength: 5 }), (points) => {
        const bad = points.filter((one) => one === 'bad').length;
        const rule = { datapointsToAlarm: 3, evaluationPeriods: 3, missingData: 'notBreaching' as const };
        if (bad < 3) expect(alarmOutcome(points, rule)).toBe('OK');
      }),
    );
  });
});
