import { describe, expect, it } from 'vitest';
import { differencesOf } from '#lib/dashboards/differences';
import { DashboardDefinition, type Tile } from '#lib/dashboards/schema';

const tile = (n: number, text: string) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  kind: 'text',
  text,
});
const version = (name: string, tiles: object[], rest: object = {}) => ({
  name,
  definition: DashboardDefinition.parse({ tiles, ...rest }),
});
const titleOf = (one: Tile) => (one.kind === 'text' ? one.text : one.kind);

describe('what two versions differ in', () => {
  const mine = version('A', [tile(1, 'one'), tile(2, 'two'), tile(3, 'three')]);

  it.each([
    ['nothing', mine, []],
    ['the name', { ...mine, name: 'B' }, ['Its name is “B”; yours is “A”.']],
    [
      'period and zone',
      version('A', mine.definition.tiles, { range: '7d', timeZone: 'Asia/Tokyo' }),
      [
        'It shows the last 7 days; yours shows the last 28 days.',
        'Its days are those of Asia/Tokyo; yours of UTC.',
      ],
    ],
    [
      'a tile more and one fewer',
      version('A', [tile(1, 'one'), tile(4, 'four'), tile(3, 'three')]),
      ['It has the tile “four”; yours does not.', 'It does not have the tile “two”; yours does.'],
    ],
    [
      'a tile that was changed',
      version('A', [tile(1, 'one'), tile(2, 'zwei'), tile(3, 'three')]),
      ['The tile “zwei” is set up otherwise.'],
    ],
    [
      'the order',
      version('A', [tile(2, 'two'), tile(1, 'one'), tile(3, 'three')]),
      ['The tiles stand in another order.'],
    ],
  ])('%s', (_, theirs, expected) => {
    expect(differencesOf(mine, theirs, titleOf)).toEqual(expected);
  });
});
