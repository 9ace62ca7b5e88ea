import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuresOf, type Records, weeksOf } from '#lib/incidents/measures';

const at = (day: number, hour = 0, minute = 0) => new Date(Date.UTC(2026, 2, day, hour, minute));
const MARCH = { from: at(2), to: at(16) };
const shipped = (version: string, name = 'vpr') => ({ function: name, version });
const NOTHING: Records = { deployments: [], recoveries: [], incidents: [] };

describe('the measures', () => {
  it('of nothing are null, and never 0 or a division by it', () => {
    expect(measuresOf(NOTHING, MARCH)).toEqual({
      ...{ deployments: 0, deploymentsPerDay: null, failedDeployments: 0, changeFailureRate: null },
      ...{ recoverySeconds: null, incidents: 0, mitigated: 0, mttrSeconds: null },
    });
  });

  it('count deployments, those that failed, and how long until they were left', () => {
    const records: Records = {
      ...NOTHING,
      deployments: [
        { at: at(1), shipped: [shipped('9')] },
        { at: at(3, 8), shipped: [shipped('10'), shipped('4', 'cv')] },
        { at: at(5, 8), shipped: [shipped('11')] },
        { at: at(7, 8), shipped: [shipped('12')] },
        { at: at(9, 8), shipped: [shipped('5', 'cv')] },
      ],
      recoveries: [
        { at: at(3, 9), left: [shipped('4', 'cv')] },
        { at: at(7, 8, 10), left: [shipped('12')] },
        { at: at(7, 20), left: [shipped('12')] },
      ],
    };
    expect(measuresOf(records, MARCH)).toMatchObject({
      deployments: 4,
      deploymentsPerDay: 4 / 14,
      failedDeployments: 2,
      changeFailureRate: 0.5,
      recoverySeconds: (3600 + 600) / 2,
    });
  });

  it('blame the later deployment of a version that was shipped twice', () => {
    const records: Records = {
      ...NOTHING,
      deployments: [
        { at: at(3), shipped: [shipped('10')] },
        { at: at(4), shipped: [shipped('10')] },
      ],
      recoveries: [{ at: at(5), left: [shipped('10')] }],
    };
    expect(measuresOf(records, MARCH)).toMatchObject({ failedDeployments: 1, recoverySeconds: 86_400 });
  });

  it('measure repair from when it hurt, over what was mitigated in the period', () => {
    const incident = { openedAt: at(3, 9), detectedAt: null, mitigatedAt: null };
    const records: Records = {
      ...NOTHING,
      incidents: [
        incident,
        { ...incident, mitigatedAt: at(3, 10) },
        { ...incident, detectedAt: at(3, 8), mitigatedAt: at(3, 11) },
        { ...incident, mitigatedAt: at(20) },
      ],
    };
    expect(measuresOf(records, MARCH)).toMatchObject({ incidents: 4, mitigated: 2, mttrSeconds: 7200 });
  });

  it('of the weeks add up to those of the period', () => {
    const days = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.array(days), days, fc.integer({ min: 1, max: 30 }), (shippedOn, start, length) => {
        const period = { from: at(start, 5), to: at(start + length, 7) };
        const records = {
          ...NOTHING,
          deployments: shippedOn.map((day) => ({ at: at(day, 12), shipped: [shipped(`${day}`)] })),
        };
        const weeks = weeksOf(period);
        const sum = weeks.map((week) => measuresOf(records, week).deployments).reduce((a, b) => a + b, 0);
        expect(sum).toBe(measuresOf(records, period).deployments);
        expect(weeks.slice(1).every(({ from }) => from.getUTCDay() === 1)).toBe(true);
      }),
    );
  });
});
