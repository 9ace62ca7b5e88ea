import { expect, it } from 'vitest';
import { firstIncomplete, seriesRows } from '#components/charts/series-rows';

const A = { id: 'a', label: 'A', color: 'red', values: [1, null, 3] };

it('goes on dashed from the last whole point', () => {
  expect(seriesRows(['x', 'y', 'z'], [A], 2)).toEqual([
    { start: 'x', 'a whole': 1, 'a open': null },
    { start: 'y', 'a whole': null, 'a open': null },
    { start: 'z', 'a whole': null, 'a open': 3 },
  ]);
  expect(seriesRows(['x', 'y', 'z'], [{ ...A, values: [1, 2, 3] }], 2).map((row) => row['a open'])).toEqual([
    null,
    2,
    3,
  ]);
});

it('is whole where all times are over', () => {
  expect(firstIncomplete([false, false])).toBe(2);
  expect(firstIncomplete([false, true, true])).toBe(1);
  expect(seriesRows(['x', 'y'], [{ ...A, values: [1, 2] }], 2).map((row) => row['a open'])).toEqual([
    null,
    null,
  ]);
});
