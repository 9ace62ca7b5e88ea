import { metricWords } from '#lib/adoption/metric-cards';
import type { Tile } from '#lib/dashboards/schema';

/** The names of what a tile shows; what was deleted has none. */
export interface TileNames {
  funnel?: string | undefined;
  feature?: string | undefined;
}

/** What a tile is called: its own title, else what it shows. Null for a text without one. */
export function tileTitle(tile: Tile, names: TileNames): string | null {
  if (tile.title !== undefined) return tile.title;
  switch (tile.kind) {
    case 'funnel':
      return `${names.funnel ?? 'A deleted funnel'}${FUNNEL_VIEWS[tile.view]}`;
    case 'metric':
      return `${names.feature ?? tile.feature}: ${metricWords(tile.metric).label}`;
    case 'retention':
      return `${names.feature ?? tile.feature}: Retention`;
    case 'stickiness':
      return ofFeature('Stickiness', tile.feature, names);
    case 'lifecycle':
      return ofFeature('Life cycle', tile.feature, names);
    case 'text':
      return null;
  }
}

const FUNNEL_VIEWS = { columns: '', conversion: ': Conversion', trend: ': Trend' } as const;

function ofFeature(what: string, key: string | undefined, { feature }: TileNames): string {
  return key === undefined ? `${what} of all users` : `${feature ?? key}: ${what}`;
}
