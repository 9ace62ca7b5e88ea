'use client';

import { useQuery } from '@tanstack/react-query';
import { ConversionNumber } from '#components/dashboards/tiles/conversion-number';
import { FunnelSteps } from '#components/dashboards/tiles/funnel-steps';
import { FunnelTrend } from '#components/dashboards/tiles/funnel-trend';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileFoot } from '#components/dashboards/tiles/tile-foot';
import type { Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';
import type { SavedFunnel } from '#lib/funnels/answers';
import { funnelAnswerOptions } from '#lib/funnels/client';
import { draftOf, questionOf } from '#lib/funnels/draft';
import { funnelLink } from '#lib/funnels/url-state';

interface FunnelTileProps {
  tile: Extract<Tile, { kind: 'funnel' }>;
  funnel: SavedFunnel;
  title: string;
  shown: Shown;
}

/** A saved funnel over the period of the dashboard, beside the period before. */
export function FunnelTile({ tile, funnel, title, shown }: FunnelTileProps) {
  const { from, to, timeZone } = shown.period;
  const plain = { ...draftOf(funnel.definition), breakdown: null };
  const question = questionOf(plain, { from, to });
  const answer = useQuery(funnelAnswerOptions({ ...question, compare: 'previous' }));
  const href = funnelLink(funnel.id, { range: shown.range, timeZone });
  const shared = { title, href, answer };
  return (
    <>
      {tile.view === 'columns' ? <FunnelSteps {...shared} /> : null}
      {tile.view === 'conversion' ? (
        <ConversionNumber {...shared} question={question} timeZone={timeZone} />
      ) : null}
      {tile.view === 'trend' ? <FunnelTrend {...shared} question={question} timeZone={timeZone} /> : null}
      <TileFoot definition={tileDefinition(tile, funnel.definition)} meta={answer.data?.meta} />
    </>
  );
}
