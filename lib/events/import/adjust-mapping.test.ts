import { describe, expect, it } from 'vitest';
import { adjustMapping, type MappingWishes } from '#lib/events/import/adjust-mapping';
import type { Mapping } from '#lib/events/import/schema';

const GUESS: Mapping = { columns: { user: 'user_id', type: 'event', time: 'at' } };

describe('adjustMapping', () => {
  it.each<[string, Mapping, MappingWishes, Mapping]>([
    ['leaves a guess that nobody contradicts', GUESS, { columns: {} }, GUESS],
    [
      'puts a named column over the guess',
      GUESS,
      { columns: { time: 'received' } },
      { columns: { user: 'user_id', type: 'event', time: 'received' } },
    ],
    [
      'takes a column from the field it was guessed for',
      GUESS,
      { columns: { session: 'user_id' } },
      { columns: { type: 'event', time: 'at', session: 'user_id' } },
    ],
    [
      'empties a field',
      GUESS,
      { columns: { type: '' }, type: 'x' },
      { columns: { user: 'user_id', time: 'at' }, type: 'x' },
    ],
    [
      'puts one type above a guessed column',
      GUESS,
      { columns: {}, type: 'purchase' },
      { columns: { user: 'user_id', time: 'at' }, type: 'purchase' },
    ],
    [
      'keeps one type beside a named column, for rows that have none',
      GUESS,
      { columns: { type: 'event' }, type: 'purchase' },
      { columns: { user: 'user_id', time: 'at', type: 'event' }, type: 'purchase' },
    ],
    [
      'drops a guessed constant once a column is named',
      { columns: { user: 'u' }, type: 'event' },
      { columns: { type: 'kind' }, feature: 'shop', properties: ['plan'] },
      { columns: { user: 'u', type: 'kind' }, feature: 'shop', properties: ['plan'] },
    ],
  ])('%s', (_, guess, wishes, expected) => {
    expect(adjustMapping(guess, wishes)).toEqual(expected);
  });
});
