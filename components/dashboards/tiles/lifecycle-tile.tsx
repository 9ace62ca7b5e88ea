'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { Legend } from '#components/charts/legend';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileFoot } from '#components/dashboards/tiles/tile-foot';
import { PanelState } from '#components/funnels/panel-state';
import { lifecycleOptions } from '#lib/adoption/client';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import { featurePath, NEW_VIEW, viewLink } from '#lib/adoption/url-state';
import { formatCompact, formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { startOfDayInZone } from '#lib/core/time-zone';
import type { Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';

const StackChart = dynamic(() => import('#components/charts/stack-chart'), { ssr: false });

interface LifecycleTileProps {
  tile: Extract<Tile, { kind: 'lifecycle' }>;
  title: string;
  shown: Shown;
}

const PARTS = [
  { id: 'returning', label: 'Returning', color: 'var(--series-1)' },
  { id: 'resurrected', label: 'Resurrected', color: 'var(--series-5)' },
  { id: 'new', label: 'New', color: 'var(--series-3)' },
  { id: 'dormant', label: 'Dormant', color: 'var(--series-7)' },
] as const;

/** Users of each interval by what they were before; who did not come back hangs below the line. */
export function LifecycleTile({ tile, title, shown }: LifecycleTileProps) {
  const { period, range, timeZone } = shown;
  const { feature, interval } = tile;
  const asked = { ...period, interval, ...(feature === undefined ? {} : { feature }) };
  const query = useQuery(lifecycleOptions(asked));
  const view = { ...NEW_VIEW, range, timeZone };
  const href = viewLink(feature === undefined ? '/adoption' : featurePath(feature), view);
  const points = query.data?.points ?? [];
  const startOf = (day: string) => new Date(startOfDayInZone(day, timeZone)).toISOString();
  const byStart = new Map(points.map((point) => [startOf(point.start), point]));
  return (
    <>
      <ChartFrame
        title={title}
        sentence={query.data ? messageOf(points, interval) : 'Users by what they were before.'}
        data={dataOf(points)}
        isStale={query.isPlaceholderData}
        controls={<OpenLink href={href} />}
      >
        <PanelState query={query} doing="count the life cycle" height="h-66">
          {() => (
            <div className="flex h-66 flex-col gap-2">
              <StackChart
                times={points.map(({ start, isComplete }) => ({
                  start: startOf(start),
                  label: formatDay(start).replace(/ \d{4}$/, ''),
                  isIncomplete: !isComplete,
                }))}
                series={PARTS.map(({ id, label, color }) => ({
                  ...{ id, label, color },
                  values: points.map((point) => (id === 'dormant' ? -point.dormant : point[id])),
                }))}
                formatValue={(value) => formatCompact(Math.abs(value))}
                describe={(start) => wordsOf(byStart.get(start))}
              />
              <Legend items={PARTS} />
            </div>
          )}
        </PanelState>
      </ChartFrame>
      <TileFoot definition={tileDefinition(tile, null)} meta={query.data?.meta} />
    </>
  );
}

function wordsOf(point: LifecyclePoint | undefined): string {
  if (!point) return '';
  const parts = PARTS.map(({ id, label }) => `${formatCount(point[id])} ${label.toLowerCase()}`);
  return `${formatDay(point.start)}: ${formatCount(point.active)} active; ${parts.join(', ')}${point.isComplete ? '' : ' so far'}`;
}

function messageOf(points: LifecyclePoint[], interval: string): string {
  const last = points.findLast(({ isComplete }) => isComplete);
  if (!last) return `No ${interval} of this period is over.`;
  return `${interval === 'day' ? 'On' : `In the ${interval} from`} ${formatDay(last.start)}: ${formatCount(last.new)} new, ${formatCount(last.returning)} returning, ${formatCount(last.resurrected)} resurrected, ${formatCount(last.dormant)} dormant.`;
}

function dataOf(points: LifecyclePoint[]) {
  const numbers = (point: LifecyclePoint) => [
    point.active,
    point.new,
    point.returning,
    point.resurrected,
    point.dormant,
  ];
  return {
    head: ['From', 'Active', 'New', 'Returning', 'Resurrected', 'Dormant'],
    rows: points.map((point) => [
      `${formatDay(point.start)}${point.isComplete ? '' : ', not over'}`,
      ...numbers(point).map(formatCount),
    ]),
    exact: points.map((point) => [point.start, ...numbers(point)]),
  };
}
