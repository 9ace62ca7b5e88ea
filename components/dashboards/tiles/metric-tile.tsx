'use client';

import { useQuery } from '@tanstack/react-query';
import { MetricChart } from '#components/dashboards/tiles/metric-chart';
import { MetricNumber } from '#components/dashboards/tiles/metric-number';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileFoot } from '#components/dashboards/tiles/tile-foot';
import { adoptionOptions, dailyUsageOptions } from '#lib/adoption/client';
import { featurePath, NEW_VIEW, viewLink } from '#lib/adoption/url-state';
import type { Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';

interface MetricTileProps {
  tile: Extract<Tile, { kind: 'metric' }>;
  title: string;
  shown: Shown;
}

/** One metric of a feature. All tiles ask about all features together, so that a page of them is one question. */
export function MetricTile({ tile, title, shown }: MetricTileProps) {
  const { period, range, timeZone, now } = shown;
  const metrics = useQuery(adoptionOptions({ ...period, compare: 'previous' }));
  const daily = useQuery(dailyUsageOptions(period));
  const href = viewLink(featurePath(tile.feature), { ...NEW_VIEW, range, timeZone });
  const shared = { tile, title, href, metrics, daily, period, now };
  return (
    <>
      {tile.view === 'number' ? <MetricNumber {...shared} /> : <MetricChart {...shared} />}
      <TileFoot definition={tileDefinition(tile, null)} meta={metrics.data?.meta} />
    </>
  );
}
