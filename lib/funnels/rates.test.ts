import { describe, expect, it } from 'vitest';
import { overallConversion, ratesOf, type StepCount } from '#lib/funnels/rates';
import { Step } from '#lib/funnels/schema';

function counted(count: number, matured = count, pending = 0): StepCount {
  return { count, matured, pending, medianSeconds: null, averageSeconds: null };
}

describe('rates', () => {
  it('are exact quotients of the step before and of the first', () => {
    const steps = [{ step: 'a' }, { step: ['b', 'c'] }, { step: '*', name: 'Any' }].map((step) =>
      Step.parse(step),
    );
    const [first, second, third] = ratesOf(steps, [counted(3, 2), counted(2, 1, 1), counted(0, 0, 1)]);
    expect(first).toMatchObject({
      dropoffRate: 0,
      conversionFromPrevious: 1,
      conversionFromStart: 1,
      interval: null,
      dropped: 0,
    });
    expect(second).toMatchObject({
      name: 'b or c',
      dropoffRate: 1 / 3,
      conversionFromPrevious: 2 / 3,
      dropped: 0,
    });
    expect(second?.matured).toEqual({ count: 1, conversionFromPrevious: 0.5, conversionFromStart: 0.5 });
    expect(third).toMatchObject({ name: 'Any', dropoffRate: 1, conversionFromPrevious: 0, dropped: 1 });
  });

  it('pass over optional steps', () => {
    const steps = [
      { step: 'a' },
      { step: 'b', optional: true },
      { step: 'c' },
      { step: 'd', optional: true },
    ];
    const funnel = ratesOf(
      steps.map((step) => Step.parse(step)),
      [10, 2, 5, 1].map((count) => counted(count)),
    );
    expect(funnel.map(({ conversionFromPrevious }) => conversionFromPrevious)).toEqual([1, 0.2, 0.5, 0.2]);
    expect(overallConversion(funnel)).toBe(0.5);
  });

  it('are null over nothing', () => {
    const steps = [{ step: 'a' }, { step: 'b' }].map((step) => Step.parse(step));
    const funnel = ratesOf(steps, [counted(0), counted(0)]);
    expect(funnel[0]).toMatchObject({
      dropoffRate: 0,
      conversionFromPrevious: null,
      conversionFromStart: null,
    });
    expect(funnel[1]).toMatchObject({ dropoffRate: null, conversionFromPrevious: null, interval: null });
    expect(funnel[1]?.matured).toMatchObject({ conversionFromPrevious: null, conversionFromStart: null });
    expect(overallConversion(funnel)).toBeNull();
  });
});
