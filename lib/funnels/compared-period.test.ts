import { describe, expect, it } from 'vitest';
import { comparedPeriod } from '#lib/funnels/compared-period';
import { FunnelQuestion } from '#lib/funnels/schema';

const ASKED = {
  steps: [{ step: 'a' }, { step: 'b' }],
  from: '2024-04-09T00:00:00.000Z',
  to: '2024-04-12T00:00:00.000Z',
};
const CHOSEN = { compareFrom: '2024-01-04T00:00:00.000Z', compareTo: '2024-04-09T00:00:00.000Z' };

describe('the period that an answer stands beside', () => {
  it.each([
    [{}, null],
    [{ compare: 'previous' as const }, ['2024-04-06T00:00:00.000Z', '2024-04-09T00:00:00.000Z']],
    [CHOSEN, [CHOSEN.compareFrom, CHOSEN.compareTo]],
  ])('of %j is %j', (how, expected) => {
    const before = comparedPeriod(FunnelQuestion.parse({ ...ASKED, ...how }));
    expect(before && [before.from, before.to]).toEqual(expected);
  });

  it.each([
    [{ compareFrom: CHOSEN.compareFrom }, 'compareTo'],
    [{ compareTo: CHOSEN.compareTo }, 'compareFrom'],
    [{ compareFrom: CHOSEN.compareTo, compareTo: CHOSEN.compareFrom }, 'compareTo'],
    [{ ...CHOSEN, compareTo: '2024-04-10T00:00:00.000Z' }, 'compareTo'],
    [{ ...CHOSEN, compare: 'previous' }, 'compare'],
  ])('cannot be %j', (how, path) => {
    const { error } = FunnelQuestion.safeParse({ ...ASKED, ...how });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
