import { describe, expect, it } from 'vitest';
import { csvText } from '#lib/core/csv';

describe('csvText', () => {
  it.each([
    ['plain', 'plain'],
    [0.1 + 0.2, '0.30000000000000004'],
    [-1.5, '-1.5'],
    [null, ''],
    [undefined, ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['@cmd', "'@cmd"],
  ])('writes %o as %s', (cell, text) => {
    expect(csvText(['head'], [[cell]])).toBe(`head\r\n${text}\r\n`);
  });
});
