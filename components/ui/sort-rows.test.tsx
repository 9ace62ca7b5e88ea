import { describe, expect, it } from 'vitest';
import { sortRows } from '#components/ui/sort-rows';

const rows = [{ n: 2 }, { n: null }, { n: 10 }, { n: 1 }];

describe('sortRows', () => {
  it('keeps what has no value at the end in both directions', () => {
    expect(sortRows(rows, ({ n }) => n, 'ascending').map(({ n }) => n)).toEqual([1, 2, 10, null]);
    expect(sortRows(rows, ({ n }) => n, 'descending').map(({ n }) => n)).toEqual([10, 2, 1, null]);
  });

  it('sorts words without case and numbers in them by size', () => {
    const words = ['step 10', 'Step 9', 'step 1'];
    expect(sortRows(words, (word) => word, 'ascending')).toEqual(['step 1', 'Step 9', 'step 10']);
  });

  it('leaves the given rows alone, and equal rows in their order', () => {
    const equal = [
      { key: 'a', n: 1 },
      { key: 'b', n: 1 },
    ];
    expect(sortRows(equal, ({ n }) => n, 'descending').map(({ key }) => key)).toEqual(['a', 'b']);
    expect(rows[0]).toEqual({ n: 2 });
  });
});
