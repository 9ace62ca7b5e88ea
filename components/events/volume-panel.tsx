'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import { formatCompact, formatCount } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import type { VolumeAnswer } from '#lib/events/catalog-schema';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

const UNIT = { day: 'Day', week: 'Week from', month: 'Month from' };

/** How many events arrived, over time. */
export function VolumePanel({ volume }: { volume: UseQueryResult<VolumeAnswer> }) {
  const answer = volume.data;
  return (
    <ChartFrame
      title="Volume"
      sentence={answer ? sentenceOf(answer) : 'Events over time.'}
      data={dataOf(answer)}
      isStale={volume.isPlaceholderData}
    >
      <PanelState query={volume} doing="count the events" height="h-56">
        {(found) => <VolumeChart answer={found} />}
      </PanelState>
    </ChartFrame>
  );
}

function VolumeChart({ answer }: { answer: VolumeAnswer }) {
  const { starts, counts, interval, meta } = answer;
  const describe = (start: string) => (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">
        {interval === 'day' ? '' : `${UNIT[interval]} `}
        {formatDay(start)} UTC
      </span>
      <span>{formatCount(counts[starts.indexOf(start)])} events</span>
    </span>
  );
  return (
    <div className="h-56 rounded-box border border-line bg-surface p-3">
      <TimeChart
        kind="bars"
        points={starts.map((start, index) => ({
          start,
          label: formatDay(start).replace(/ \d{4}$/, ''),
          value: counts[index] ?? 0,
          isIncomplete: (starts[index + 1] ?? '9999') > meta.computedAt,
        }))}
        formatValue={formatCompact}
        describe={describe}
      />
    </div>
  );
}

function sentenceOf({ total, starts, counts, interval }: VolumeAnswer): string {
  if (total === 0) return 'No event in these days.';
  const most = Math.max(...counts);
  const when = formatDay(starts[counts.indexOf(most)]);
  return `${formatCount(total)} events; most ${interval === 'day' ? 'on' : `in the ${interval} from`} ${when} (${formatCount(most)}).`;
}

function dataOf(answer: VolumeAnswer | undefined) {
  const { starts = [], counts = [], interval = 'day' } = answer ?? {};
  return {
    head: [UNIT[interval], 'Events'],
    rows: starts.map((start, index) => [formatDay(start), formatCount(counts[index])]),
    exact: starts.map((start, index) => [start.slice(0, 10), counts[index] ?? 0]),
  };
}
