import { describe, expect, it } from 'vitest';
import type { ImpactAnswer, OutcomeImpact } from '#lib/adoption/impact-answers';
import { IMPACT_METHOD } from '#lib/adoption/impact-method';
import { formatMean, impactData, impactMessage } from '#lib/adoption/impact-words';

const NONE: OutcomeImpact = {
  difference: null,
  interval: null,
  withFeature: null,
  without: null,
  naiveDifference: null,
  reason: 'No conversion event is defined.',
};

const FOUND: OutcomeImpact = {
  difference: 0.05,
  interval: [0.02, 0.08],
  withFeature: 0.25,
  without: 0.2,
  naiveDifference: 0.2,
  reason: null,
};

function answerWith(conversion: OutcomeImpact, revenue: OutcomeImpact): ImpactAnswer {
  return {
    feature: 'cv',
    period: { start: '2026-01-01T00:00:00.000Z', end: '2026-02-01T00:00:00.000Z' },
    timeZone: 'UTC',
    followUpDays: 7,
    users: { firstUse: 10, pending: 0, unmatched: 0, matched: 10 },
    comparison: { users: 10, effectiveUsers: 10, startedLater: null },
    ...{ conversion, revenue },
    balance: [],
    method: IMPACT_METHOD,
    meta: {
      ...{ engine: 'x', computedAt: '', dataThrough: null, cached: false },
      ...{ elapsedMs: 0, bytesScanned: 0, costUsd: 0 },
    },
  };
}

describe('an impact in words', () => {
  it.each([
    [FOUND, NONE, /differ by \+5\.0 pp in conversion in the 7 days after their first use\.$/],
    [{ ...FOUND, interval: [-0.01, 0.11] as [number, number] }, NONE, /, which may be none at all\.$/],
    [
      NONE,
      { ...FOUND, difference: -1.234, interval: [-2, -1] as [number, number] },
      /differ by −1\.23 in revenue/,
    ],
    [NONE, { ...NONE, reason: 'Too few.' }, /^No conversion event is defined\. Too few\.$/],
    [NONE, NONE, /^No conversion event is defined\.$/],
  ])('%#', (conversion, revenue, words) => {
    expect(impactMessage(answerWith(conversion, revenue))).toMatch(words);
  });

  it.each([
    [1.5, true, '+1.50'],
    [-1.5, true, '−1.50'],
    [1.5, false, '1.50'],
    [-0.001, true, '0.00'],
    [null, true, 'no data'],
  ])('writes a mean of %s (a difference: %s) as %s', (value, isDifference, text) => {
    expect(formatMean(value, isDifference)).toBe(text);
  });

  it('is downloaded with its reasons', () => {
    expect(impactData(answerWith(FOUND, NONE)).rows).toEqual([
      ['conversion', 0.05, 0.02, 0.08, 0.25, 0.2, 0.2, null],
      ['revenue', null, null, null, null, null, null, 'No conversion event is defined.'],
    ]);
    expect(impactData(undefined).rows).toEqual([]);
  });
});
