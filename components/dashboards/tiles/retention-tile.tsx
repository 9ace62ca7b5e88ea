'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { ChartFrame } from '#components/charts/chart-frame';
import { Triangle } from '#components/charts/triangle';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileFoot } from '#components/dashboards/tiles/tile-foot';
import { PanelState } from '#components/funnels/panel-state';
import { retentionOptions } from '#lib/adoption/client';
import { rangeLabels, retentionMessage, triangleData, triangleRows } from '#lib/adoption/triangle-rows';
import { featurePath, NEW_VIEW, viewLink } from '#lib/adoption/url-state';
import type { RetentionAnswer } from '#lib/adoption/usage-answers';
import { formatCount, formatPercent } from '#lib/core/format';
import type { Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';

const BandChart = dynamic(() => import('#components/charts/band-chart'), { ssr: false });

type RetentionTileOf = Extract<Tile, { kind: 'retention' }>;

interface RetentionTileProps {
  tile: RetentionTileOf;
  title: string;
  shown: Shown;
}

// As many columns as a half of the page, or a sheet of paper, can hold.
const PERIODS = { half: 4, full: 8 } as const;
const DAYS_OF = { day: 1, week: 7, month: 28 } as const;

/** Who came back: cohorts of the period, as a triangle or as one curve. */
export function RetentionTile({ tile, title, shown }: RetentionTileProps) {
  const { period, range, timeZone } = shown;
  const { feature, interval, view, width } = tile;
  const periods = Math.min(
    view === 'curve' ? 12 : PERIODS[width],
    intervalsSince(period.from, shown.now, interval),
  );
  const query = useQuery(retentionOptions({ ...period, feature, interval, periods }));
  const href = viewLink(featurePath(feature), { ...NEW_VIEW, range, timeZone });
  return (
    <>
      <ChartFrame
        title={title}
        sentence={
          query.data ? retentionMessage(query.data, interval) : 'How many come back after their first use.'
        }
        data={query.data ? triangleData(query.data, interval) : { head: [], rows: [] }}
        isStale={query.isPlaceholderData}
        controls={<OpenLink href={href} />}
        hasNoTable={view === 'triangle'}
      >
        <PanelState query={query} doing="count who came back" height="h-50">
          {(answer) =>
            view === 'triangle' ? (
              <Cohorts title={title} tile={tile} answer={answer} href={href} />
            ) : (
              <Curve tile={tile} answer={answer} />
            )
          }
        </PanelState>
      </ChartFrame>
      <TileFoot definition={tileDefinition(tile, null)} meta={query.data?.meta} />
    </>
  );
}

/** How many intervals even the oldest cohort can have had until now: further columns would be empty. */
function intervalsSince(from: string, now: number, interval: RetentionTileOf['interval']): number {
  const days = (now - Date.parse(from)) / 86_400_000;
  return Math.max(1, Math.ceil(days / DAYS_OF[interval]));
}

interface PartProps {
  tile: RetentionTileOf;
  answer: RetentionAnswer;
}

function Cohorts({ title, tile: { interval }, answer, href }: PartProps & { title: string; href: string }) {
  const router = useRouter();
  return (
    <Triangle
      caption={title}
      columns={rangeLabels(answer.ranges, interval)}
      rows={triangleRows(answer, interval, 'rates')}
      // The people behind a cell are listed on the feature's own page.
      onSelect={() => router.push(href as Route)}
    />
  );
}

function Curve({ tile: { interval }, answer }: PartProps) {
  const labels = rangeLabels(answer.ranges, interval);
  const byLabel = new Map(answer.curve.map((point, place) => [labels[place], point]));
  return (
    <div className="h-55">
      <BandChart
        points={answer.curve.map(({ rate, interval: sure }, place) => ({
          label: labels[place] ?? '',
          value: rate,
          interval: sure,
          before: null,
        }))}
        formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
        describe={(label) => {
          const point = byLabel.get(label);
          if (!point) return '';
          return `${label}: ${formatPercent(point.rate)}, ${formatCount(point.count)} of ${formatCount(point.of)}`;
        }}
      />
    </div>
  );
}
