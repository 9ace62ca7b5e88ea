import type { Tile } from '#lib/dashboards/schema';

/** The tile of an id at another place; places count from 0, and beyond an end is that end. */
export function moveTile(tiles: readonly Tile[], id: string, to: number): Tile[] {
  const tile = tiles.find((one) => one.id === id);
  return tile ? insertTile(removeTile(tiles, id), tile, to) : [...tiles];
}

export function removeTile(tiles: readonly Tile[], id: string): Tile[] {
  return tiles.filter((one) => one.id !== id);
}

/** A tile more, at a place; the place of one that was there before is where it stood. */
export function insertTile(tiles: readonly Tile[], tile: Tile, at: number): Tile[] {
  return [...tiles.slice(0, Math.max(0, at)), tile, ...tiles.slice(Math.max(0, at))];
}

/** Another tile in the place of the one with its id. */
export function replaceTile(tiles: readonly Tile[], tile: Tile): Tile[] {
  return tiles.map((one) => (one.id === tile.id ? tile : one));
}
