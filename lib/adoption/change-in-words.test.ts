import { describe, expect, it } from 'vitest';
import { changeBetween } from '#lib/adoption/change';
import { changeInWords } from '#lib/adoption/change-in-words';

describe('a change in words', () => {
  it.each([
    [
      { count: 300, of: 1000 },
      { count: 200, of: 1000 },
      /\+10\.0 pp, 95% interval \+6\.\d pp to \+13\.\d pp\. That is more than noise\.$/,
    ],
    [{ count: 200, of: 1000 }, { count: 300, of: 1000 }, /−10\.0 pp, .* That is more than noise\.$/],
    [
      { count: 3, of: 10 },
      { count: 2, of: 10 },
      /\+10\.0 pp, 95% interval −\d+\.\d pp to .* That is within what chance alone does\.$/,
    ],
    [{ count: 3, of: 10 }, { count: 0, of: 0 }, /^There is nothing to compare adoption with/],
  ])('%j after %j', (now, before, words) => {
    expect(changeInWords({ change: changeBetween(now, before), before, what: 'adoption' })).toMatch(words);
  });

  it('says what it was before', () => {
    const before = { count: 1234, of: 10_000 };
    const words = changeInWords({ change: changeBetween(before, before), before, what: 'adoption' });
    expect(words).toMatch(/^In the period before: 12\.3% \(1,234 of 10,000\)\./);
  });
});
