import { describe, expect, it } from 'vitest';
import { bucketsOf } from '#lib/funnels/buckets';
import { nearestNames } from '#lib/funnels/nearest-names';
import { periodBefore } from '#lib/funnels/period-before';
import { ruleSentence } from '#lib/funnels/rule-sentence';
import { FunnelDefinition } from '#lib/funnels/schema';
import { histogramOf } from '#lib/funnels/time-to-convert';

describe('the buckets of a trend', () => {
  it.each([
    ['day', 'UTC', '2026-01-01T10:00:00Z', '2026-01-03T00:00:00Z', ['01-01T00', '01-02T00', '01-03T00']],
    ['week', 'UTC', '2026-01-01T00:00:00Z', '2026-01-05T00:00:01Z', ['12-29T00', '01-05T00', '01-12T00']],
    ['month', 'UTC', '2026-01-31T00:00:00Z', '2026-02-01T00:00:01Z', ['01-01T00', '02-01T00', '03-01T00']],
    // The clocks go forward on 29 March: that day has 23 hours.
    [
      'day',
      'Europe/Berlin',
      '2026-03-28T23:00:00Z',
      '2026-03-30T00:00:00Z',
      ['03-28T23', '03-29T22', '03-30T22'],
    ],
  ] as const)('by %s in %s', (interval, zone, from, to, starts) => {
    const buckets = bucketsOf(Date.parse(from), Date.parse(to), interval, zone);
    expect(buckets.map((start) => new Date(start).toISOString().slice(5, 13))).toEqual(starts);
  });

  it('are refused when nobody could read them', () => {
    expect(() => bucketsOf(0, Date.UTC(2026, 0, 1), 'day', 'UTC')).toThrow('more than 1000 days');
  });
});

describe('the histogram of times', () => {
  it('has as many bins of one width as the cube root, rounded up', () => {
    const { bins, binSeconds, count, averageSeconds, medianSeconds } = histogramOf(
      Float64Array.from([0, 10, 20, 30, 40, 50, 60, 70, 80]),
    );
    expect(bins.map(({ count: inBin }) => inBin)).toEqual([3, 3, 3]);
    expect({ binSeconds, count, averageSeconds, medianSeconds }).toEqual({
      binSeconds: 80 / 3,
      count: 9,
      averageSeconds: 40,
      medianSeconds: 40,
    });
  });

  it('keeps all in one bin where all took equally long', () => {
    expect(histogramOf(Float64Array.from([5, 5])).bins).toEqual([
      { fromSeconds: 5, count: 2 },
      { fromSeconds: 6, count: 0 },
    ]);
  });

  it('has nothing to show for nobody', () => {
    expect(histogramOf(new Float64Array())).toEqual({
      bins: [],
      binSeconds: null,
      averageSeconds: null,
      medianSeconds: null,
      count: 0,
    });
  });
});

describe('the nearest names', () => {
  it.each([
    ['Click Generate', ['click_generate', 'view'], ['click_generate']],
    ['purchse', ['purchase', 'purchase_done', 'view'], ['purchase', 'purchase_done']],
    ['download', ['view', 'x'], []],
  ])('to %s', (wanted, names, nearest) => {
    expect(nearestNames(wanted, names)).toEqual(nearest);
  });
});

describe('the period before', () => {
  it('is as long and ends where the other begins', () => {
    const question = { from: '2026-01-08T00:00:00.000Z', to: '2026-01-15T00:00:00.000Z' };
    expect(periodBefore(question)).toEqual({ from: '2026-01-01T00:00:00.000Z', to: question.from });
  });
});

describe('the rule in one sentence', () => {
  const steps = [{ step: 'a' }, { step: 'b', optional: true }, { step: 'c' }];
  it.each([
    [{ steps }, 'optional steps may be left out'],
    [{ steps: [{ step: 'a' }, { step: 'b' }], order: 'any', unit: 'session' }, 'A session counts once'],
    [{ steps, order: 'strict', windowSeconds: 3600 }, 'within 1 hour of step 1'],
    [{ steps, holdConstant: 'plan', cutAtEnd: true }, 'the same plan'],
  ])('says what matters (%#)', (definition, words) => {
    const sentence = ruleSentence(FunnelDefinition.parse(definition));
    expect(sentence).toContain(words);
    expect(sentence.match(/\./g)).toHaveLength(1);
  });
});
