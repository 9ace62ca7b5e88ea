import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertTile, moveTile, removeTile, replaceTile } from '#lib/dashboards/edit-tiles';
import { Tile } from '#lib/dashboards/schema';

function tile(n: number, text = `Tile ${n}`): Tile {
  const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return Tile.parse({ id, kind: 'text', text });
}

const texts = (tiles: Tile[]) => tiles.map((one) => (one.kind === 'text' ? one.text : '')).join(', ');
const THREE = [tile(1, 'a'), tile(2, 'b'), tile(3, 'c')];

describe('moving a tile', () => {
  it.each([
    [1, 1, 'b, a, c'],
    [1, 2, 'b, c, a'],
    [3, 0, 'c, a, b'],
    [3, 1, 'a, c, b'],
    [2, 1, 'a, b, c'],
    [2, -5, 'b, a, c'],
    [2, 99, 'a, c, b'],
    [9, 0, 'a, b, c'],
  ])('puts number %i at place %i', (n, to, expected) => {
    expect(texts(moveTile(THREE, tile(n).id, to))).toBe(expected);
  });

  it('loses and doubles none, stands where it was told, and comes back', () => {
    const case_ = fc
      .integer({ min: 1, max: 12 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.integer({ min: 0, max: count - 1 }),
          fc.integer({ min: 0, max: count - 1 }),
        ),
      );
    fc.assert(
      fc.property(case_, ([count, from, to]) => {
        const tiles = Array.from({ length: count }, (_, n) => tile(n));
        const moved = moveTile(tiles, tile(from).id, to);
        expect(moved[to]).toEqual(tile(from));
        expect(removeTile(moved, tile(from).id)).toEqual(removeTile(tiles, tile(from).id));
        expect(moveTile(moved, tile(from).id, from)).toEqual(tiles);
      }),
    );
  });
});

describe('what is undone', () => {
  it('stands where it stood', () => {
    const without = removeTile(THREE, tile(2).id);
    expect(texts(without)).toBe('a, c');
    expect(insertTile(without, tile(2, 'b'), 1)).toEqual(THREE);
    expect(replaceTile(replaceTile(THREE, tile(2, 'B')), tile(2, 'b'))).toEqual(THREE);
  });

  it('stands at the end when the others are fewer by now', () => {
    expect(texts(insertTile([tile(1, 'a')], tile(2, 'b'), 5))).toBe('a, b');
  });
});
