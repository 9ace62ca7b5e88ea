import { describe, expect, it } from 'vitest';
import { lifeCycleMessage, lifeCycleStages } from '#lib/adoption/life-cycle-stages';
import { proportion } from '#lib/adoption/metrics';
import { featureMetrics } from '#lib/testing/feature-metrics';

const METRICS = featureMetrics(
  {
    discovery: proportion(420, 1000),
    activation: proportion(200, 1000),
    retention7d: proportion(60, 120, 80),
    retention30d: proportion(2, 9, 191),
    referral: proportion(0, 1000),
  },
  { totalUsers: 1000 },
);

describe('the life of a feature', () => {
  it('goes from seeing to telling', () => {
    expect(lifeCycleStages(METRICS).map(({ name }) => name)).toEqual([
      'discovery',
      'activation',
      'retention7d',
      'retention30d',
      'referral',
    ]);
  });

  it('draws those who still have time on the scale of all who tried', () => {
    const [saw, , back] = lifeCycleStages(METRICS);
    expect(saw?.bar).toEqual({ done: 0.42, open: 0 });
    expect(back?.bar).toEqual({ done: 0.3, open: 0.4 });
  });

  it('has no bar where there is nobody, and says where there are too few', () => {
    const empty = lifeCycleStages(featureMetrics());
    expect(empty.map(({ bar }) => bar)).toEqual(Array(5).fill({ done: 0, open: 0 }));
    expect(lifeCycleStages(METRICS).map(({ isTooFew }) => isTooFew)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it.each([
    [METRICS, 'Of 1,000 users, 420 saw it and 200 tried it; 50.0% came back within 7 days; 0 told others.'],
    [
      featureMetrics({ retention7d: proportion(3, 9) }, { totalUsers: 50 }),
      'Of 50 users, 0 saw it and 0 tried it; too few have had 7 days to come back; 0 told others.',
    ],
    [featureMetrics(), 'Nobody did anything in this period.'],
  ])('is said in a sentence %#', (metrics, words) => expect(lifeCycleMessage(metrics)).toBe(words));
});
