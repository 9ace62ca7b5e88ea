import { expect, it } from 'vitest';
import { arrivalsIn, isReturn } from '#lib/automation/arrivals-in';

const at = (
  id: string,
  toVersion: number | null,
  secondVersion: number | null = null,
  secondWeight = 0.1,
) => ({
  id,
  toVersion,
  secondVersion,
  secondWeight: secondVersion === null ? null : secondWeight,
});

it.each([
  ['nothing is known', [], []],
  ['it was only seen', [at('a', 3)], ['a']],
  ['another version came', [at('a', 3), at('b', 4)], ['a', 'b']],
  ['an update changed nothing of what is served', [at('a', 3), at('b', 3), at('c', 3)], ['a']],
  ['a version came again', [at('a', 3), at('b', 4), at('c', 3), at('d', 3)], ['a', 'b', 'c']],
  ['a second version got a share', [at('a', 3), at('b', 3, 4), at('c', 3, 4)], ['a', 'b']],
  ['its share became larger', [at('a', 3, 4), at('b', 3, 4, 0.5)], ['a', 'b']],
  ['$LATEST stayed', [at('a', null), at('b', null)], ['a']],
])('finds what arrived when %s', (_, moves, arrived) => {
  expect(arrivalsIn(moves).map(({ id }) => id)).toEqual(arrived);
});

it.each([
  ['nothing is known', [], false],
  ['it was only seen', [at('a', 3)], false],
  ['another version came', [at('a', 3), at('b', 4)], false],
  ['the version before came again', [at('a', 3), at('b', 4), at('c', 3)], true],
  ['one from long ago came again', [at('a', 3), at('b', 4), at('c', 5), at('d', 3)], true],
  ['a second version got a share', [at('a', 3), at('b', 3, 4)], false],
  ['a share was taken away again', [at('a', 3), at('b', 3, 4), at('c', 3)], true],
  ['a share became the whole', [at('a', 3), at('b', 3, 4), at('c', 4)], false],
])('tells a return when %s', (_, moves, expected) => {
  expect(isReturn(moves)).toBe(expected);
});
