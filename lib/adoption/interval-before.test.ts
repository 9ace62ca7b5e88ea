import { expect, it } from 'vitest';
import { intervalsBefore } from '#lib/adoption/interval-before';

it.each([
  // The clock goes forward in between: the day before still begins at midnight.
  ['day', 7, '2026-03-29T22:00:00.000Z', '2026-04-05T22:00:00.000Z', '2026-03-22T23:00:00.000Z'],
  ['day', 1, '2026-01-05T23:00:00.000Z', '2026-01-06T23:00:00.000Z', '2026-01-04T23:00:00.000Z'],
  ['week', 2, '2026-02-01T23:00:00.000Z', '2026-02-15T23:00:00.000Z', '2026-01-18T23:00:00.000Z'],
  ['month', 1, '2026-03-31T22:00:00.000Z', '2026-04-30T22:00:00.000Z', '2026-02-28T23:00:00.000Z'],
] as const)('of %s × %i before %s', (interval, count, from, to, expected) => {
  const before = intervalsBefore({ from, to, timeZone: 'Europe/Berlin' }, interval, count);
  expect(before).toMatchObject({ from: expected, to: from });
});
