'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import type { Shown } from '#components/dashboards/tiles/shown';
import { TileFoot } from '#components/dashboards/tiles/tile-foot';
import { PanelState } from '#components/funnels/panel-state';
import { stickinessOptions } from '#lib/adoption/client';
import type { StickinessPoint } from '#lib/adoption/stickiness';
import { featurePath, NEW_VIEW, viewLink } from '#lib/adoption/url-state';
import { formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { dayInZone, startOfDayInZone } from '#lib/core/time-zone';
import type { Tile } from '#lib/dashboards/schema';
import { tileDefinition } from '#lib/dashboards/tile-definition';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

interface StickinessTileProps {
  tile: Extract<Tile, { kind: 'stickiness' }>;
  title: string;
  shown: Shown;
}

/** How much of a month's users a day has, day by day. */
export function StickinessTile({ tile, title, shown }: StickinessTileProps) {
  const { period, range, timeZone, now } = shown;
  const { feature } = tile;
  const query = useQuery(stickinessOptions({ ...period, ...(feature === undefined ? {} : { feature }) }));
  const view = { ...NEW_VIEW, range, timeZone };
  const href = viewLink(feature === undefined ? '/adoption' : featurePath(feature), view);
  const today = dayInZone(now, timeZone);
  const points = query.data?.points ?? [];
  const startOf = (date: string) => new Date(startOfDayInZone(date, timeZone)).toISOString();
  const byStart = new Map(points.map((point) => [startOf(point.date), point]));
  return (
    <>
      <ChartFrame
        title={title}
        sentence={
          query.data ? messageOf(points, today) : 'Users of a day as a share of those of its 28 days.'
        }
        data={dataOf(points)}
        isStale={query.isPlaceholderData}
        controls={<OpenLink href={href} />}
      >
        <PanelState query={query} doing="count the days" height="h-50">
          {() => (
            <div className="h-50">
              <TimeChart
                kind="line"
                points={points.map(({ date, dailyPerMonthly }) => ({
                  start: startOf(date),
                  label: formatDay(date).replace(/ \d{4}$/, ''),
                  value: dailyPerMonthly,
                  isIncomplete: date >= today,
                }))}
                formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
                describe={(start) => wordsOf(byStart.get(start))}
              />
            </div>
          )}
        </PanelState>
      </ChartFrame>
      <TileFoot definition={tileDefinition(tile, null)} meta={query.data?.meta} />
    </>
  );
}

function wordsOf(point: StickinessPoint | undefined): string {
  if (!point) return '';
  const { date, daily, monthly, dailyPerMonthly } = point;
  return `${formatDay(date)}: ${formatPercent(dailyPerMonthly)}, ${formatCount(daily)} of ${formatCount(monthly)} users`;
}

function messageOf(points: StickinessPoint[], today: string): string {
  const rates = points.flatMap(({ date, dailyPerMonthly }) =>
    date < today && dailyPerMonthly !== null ? [dailyPerMonthly] : [],
  );
  if (rates.length === 0) return 'No whole day of this period has users.';
  const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
  return `On an average day ${formatPercent(mean)} of the users of its 28 days were there; between ${formatPercent(Math.min(...rates))} and ${formatPercent(Math.max(...rates))}.`;
}

function dataOf(points: StickinessPoint[]) {
  return {
    head: ['Day', 'Users', 'Users of 7 days', 'Users of 28 days', 'Day of 28 days'],
    rows: points.map(({ date, daily, weekly, monthly, dailyPerMonthly }) => [
      formatDay(date),
      ...[daily, weekly, monthly].map(formatCount),
      formatPercent(dailyPerMonthly),
    ]),
    exact: points.map(({ date, daily, weekly, monthly, dailyPerMonthly }) => [
      date,
      daily,
      weekly,
      monthly,
      dailyPerMonthly,
    ]),
  };
}
