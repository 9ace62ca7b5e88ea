import { expect, it } from 'vitest';
import { costOf } from '#lib/adapters/athena/cost';

const MEBIBYTE = 2 ** 20;
const PRICE = 5 / 2 ** 20;

it.each([
  [0, 10 * PRICE],
  [10 * MEBIBYTE, 10 * PRICE],
  [10 * MEBIBYTE + 1, 11 * PRICE],
  [2 ** 40, 5],
  [3 * 2 ** 40, 15],
])('%i bytes cost $%d', (bytes, dollars) => {
  expect(costOf(bytes)).toBeCloseTo(dollars, 12);
});
