import { describe, expect, it } from 'vitest';
import { bracketsFault, readBrackets } from '#lib/adoption/brackets';

describe('brackets', () => {
  it.each([
    ['1-3', [[1, 3]]],
    [
      '0-0,1-7,8-30',
      [
        [0, 0],
        [1, 7],
        [8, 30],
      ],
    ],
  ])('%s are read', (text, brackets) => {
    expect(bracketsFault(text)).toBeNull();
    expect(readBrackets(text)).toEqual(brackets);
  });

  it.each([
    ['', /like 1-3/],
    ['1-3,', /like 1-3/],
    ['1 to 3', /like 1-3/],
    ['1-3000', /like 1-3/],
    ['3-1', /begin before/],
    [Array(21).fill('1-2').join(','), /like 1-3/],
  ])('%j are refused', (text, fault) => expect(bracketsFault(text)).toMatch(fault));
});
