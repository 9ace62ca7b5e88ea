'use client';

import { FunnelTile } from '#components/dashboards/tiles/funnel-tile';
import { LifecycleTile } from '#components/dashboards/tiles/lifecycle-tile';
import { MetricTile } from '#components/dashboards/tiles/metric-tile';
import { RetentionTile } from '#components/dashboards/tiles/retention-tile';
import type { Shown } from '#components/dashboards/tiles/shown';
import { StickinessTile } from '#components/dashboards/tiles/stickiness-tile';
import { TextTile } from '#components/dashboards/tiles/text-tile';
import { Button } from '#components/ui/button';
import { Skeleton } from '#components/ui/skeleton';
import type { Tile } from '#lib/dashboards/schema';

interface TileBodyProps {
  tile: Tile;
  shown: Shown;
  /** Null where nobody may remove it, or its frame offers that anyway. */
  onRemove: (() => void) | null;
}

/** What a tile shows, each kind in its own way. */
export function TileBody({ tile, shown, onRemove }: TileBodyProps) {
  const { named } = shown;
  const title = named.titleOf(tile);
  if (named.isGone(tile)) return <GoneTile title={title} tile={tile} onRemove={onRemove} />;
  switch (tile.kind) {
    case 'funnel': {
      const funnel = named.funnels.get(tile.funnelId);
      if (!funnel) return <Skeleton className="h-48" />;
      return <FunnelTile tile={tile} funnel={funnel} title={title} shown={shown} />;
    }
    case 'metric':
      return <MetricTile tile={tile} title={title} shown={shown} />;
    case 'retention':
      return <RetentionTile tile={tile} title={title} shown={shown} />;
    case 'stickiness':
      return <StickinessTile tile={tile} title={title} shown={shown} />;
    case 'lifecycle':
      return <LifecycleTile tile={tile} title={title} shown={shown} />;
    case 'text':
      return <TextTile tile={tile} />;
  }
}

function GoneTile({
  title,
  tile,
  onRemove,
}: {
  title: string;
  tile: Tile;
  onRemove: TileBodyProps['onRemove'];
}) {
  const what = tile.kind === 'funnel' ? 'funnel' : 'feature';
  return (
    <div className="flex flex-col items-start gap-2">
      <h2 className="font-semibold text-16">{title}</h2>
      <p className="text-ink-2">The {what} of this tile was deleted, so there is nothing to show.</p>
      {onRemove ? (
        <Button size="small" onClick={onRemove}>
          Remove the tile
        </Button>
      ) : null}
    </div>
  );
}
