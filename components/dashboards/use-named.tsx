'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { SavedFeature } from '#lib/adoption/answers';
import { savedFeaturesOptions } from '#lib/adoption/client';
import type { Tile } from '#lib/dashboards/schema';
import { tileTitle } from '#lib/dashboards/tile-title';
import type { SavedFunnel } from '#lib/funnels/answers';
import { savedFunnelsOptions } from '#lib/funnels/client';

/** What tiles can show, by what they name. */
export interface Named {
  funnels: ReadonlyMap<string, SavedFunnel>;
  features: ReadonlyMap<string, SavedFeature>;
  /** Until both lists are there, nothing can be said to be gone. */
  isKnown: boolean;
  titleOf: (tile: Tile) => string;
  isGone: (tile: Tile) => boolean;
}

/** The funnels and features that there are now. */
export function useNamed(): Named {
  const funnels = useQuery(savedFunnelsOptions()).data?.funnels;
  const features = useQuery(savedFeaturesOptions()).data?.features;
  return useMemo(() => namedBy(funnels, features), [funnels, features]);
}

function namedBy(funnels: SavedFunnel[] | undefined, features: SavedFeature[] | undefined): Named {
  const byId = new Map(funnels?.map((funnel) => [funnel.id, funnel]));
  const byKey = new Map(features?.map((feature) => [feature.key, feature]));
  const isKnown = funnels !== undefined && features !== undefined;
  const featureOf = (tile: Tile) => ('feature' in tile ? tile.feature : undefined);
  return {
    funnels: byId,
    features: byKey,
    isKnown,
    titleOf: (tile) =>
      tileTitle(tile, {
        funnel: tile.kind === 'funnel' ? byId.get(tile.funnelId)?.name : undefined,
        feature: byKey.get(featureOf(tile) ?? '')?.name,
      }) ?? 'Text',
    isGone: (tile) => {
      if (!isKnown) return false;
      if (tile.kind === 'funnel') return !byId.has(tile.funnelId);
      const key = featureOf(tile);
      return key !== undefined && !byKey.has(key);
    },
  };
}
