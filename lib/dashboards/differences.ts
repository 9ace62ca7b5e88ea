import { canonicalJson } from '#lib/core/canonical-json';
import type { DashboardDefinition, Tile } from '#lib/dashboards/schema';
import { rangeInWords } from '#lib/funnels/period';

interface Version {
  name: string;
  definition: DashboardDefinition;
}

/** What somebody else's version has otherwise than one's own, a sentence each; `titleOf` names a tile. */
export function differencesOf(mine: Version, theirs: Version, titleOf: (tile: Tile) => string): string[] {
  const own = mine.definition;
  const other = theirs.definition;
  return [
    ...(mine.name === theirs.name ? [] : [`Its name is “${theirs.name}”; yours is “${mine.name}”.`]),
    ...(own.range === other.range
      ? []
      : [`It shows ${rangeInWords(other.range)}; yours shows ${rangeInWords(own.range)}.`]),
    ...(own.timeZone === other.timeZone
      ? []
      : [`Its days are those of ${other.timeZone}; yours of ${own.timeZone}.`]),
    ...tileDifferences(own.tiles, other.tiles, titleOf),
  ];
}

function tileDifferences(mine: Tile[], theirs: Tile[], titleOf: (tile: Tile) => string): string[] {
  const found = (tiles: Tile[], id: string) => tiles.find((tile) => tile.id === id);
  const more = theirs.filter(({ id }) => !found(mine, id));
  const fewer = mine.filter(({ id }) => !found(theirs, id));
  const changed = theirs.filter((tile) => {
    const own = found(mine, tile.id);
    return own !== undefined && canonicalJson(own) !== canonicalJson(tile);
  });
  const shared = (tiles: Tile[], others: Tile[]) =>
    tiles.flatMap(({ id }) => (found(others, id) ? [id] : [])).join();
  const isOtherOrder = shared(mine, theirs) !== shared(theirs, mine);
  return [
    ...more.map((tile) => `It has the tile “${titleOf(tile)}”; yours does not.`),
    ...fewer.map((tile) => `It does not have the tile “${titleOf(tile)}”; yours does.`),
    ...changed.map((tile) => `The tile “${titleOf(tile)}” is set up otherwise.`),
    ...(isOtherOrder ? ['The tiles stand in another order.'] : []),
  ];
}
