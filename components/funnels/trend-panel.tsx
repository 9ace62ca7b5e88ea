'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import type { TimePoint } from '#components/charts/time-rows';
import { PanelState } from '#components/funnels/panel-state';
import { Select } from '#components/ui/select';
import { formatCompact, formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { dayInZone } from '#lib/core/time-zone';
import type { TrendAnswer, TrendPoint } from '#lib/funnels/answers';
import { funnelTrendOptions } from '#lib/funnels/client';
import { countInWords } from '#lib/funnels/count-in-words';
import type { FunnelQuestionInput, Interval } from '#lib/funnels/schema';
import { trendMessage } from '#lib/funnels/trend-message';
import type { Unit } from '#lib/funnels/url-state';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), {
  ssr: false,
});

const INTERVALS = [
  { value: 'day', label: 'by day' },
  { value: 'week', label: 'by week' },
  { value: 'month', label: 'by month' },
] as const;

interface TrendPanelProps {
  question: FunnelQuestionInput;
  unit: Unit;
  timeZone: string;
  interval: Interval;
  onInterval: (interval: Interval) => void;
}

/** How the conversion moved: a run belongs to the day of its first step. */
export function TrendPanel({ question, unit, timeZone, interval, onInterval }: TrendPanelProps) {
  const trend = useQuery(funnelTrendOptions(question, { interval, timeZone }));
  const points = trend.data?.points ?? [];
  return (
    <ChartFrame
      title="Trend"
      sentence={trend.data ? trendMessage(points, unit, interval) : 'Conversion over time.'}
      data={trendData(points, unit, trend.data?.timeZone ?? timeZone)}
      isStale={trend.isPlaceholderData}
      controls={
        <Select aria-label="Interval" options={INTERVALS} value={interval} onValueChange={onInterval} />
      }
    >
      <PanelState query={trend} doing="count the trend" height="h-98">
        {(answer) => <TrendCharts answer={answer} unit={unit} />}
      </PanelState>
    </ChartFrame>
  );
}

function TrendCharts({ answer, unit }: { answer: TrendAnswer; unit: Unit }) {
  const { timeZone } = answer;
  const byStart = new Map(answer.points.map((point) => [point.start, point]));
  const describe = (start: string) => {
    const point = byStart.get(start);
    return point ? <PointWords point={point} unit={unit} timeZone={timeZone} /> : null;
  };
  const pointsOf = (value: (point: TrendPoint) => number | null): TimePoint[] =>
    answer.points.map((point) => ({
      start: point.start,
      label: formatDay(point.start, timeZone).replace(/ \d{4}$/, ''),
      value: value(point),
      isIncomplete: point.pending > 0,
    }));
  return (
    <div className="flex flex-col gap-4 rounded-box border border-line bg-surface p-3">
      <div>
        <p className="mb-1 text-12 text-ink-2">Conversion by time of entry (dashed: windows still open)</p>
        <div className="h-50">
          <TimeChart
            kind="line"
            group="funnel"
            points={pointsOf(({ conversion }) => conversion)}
            formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
            describe={describe}
          />
        </div>
      </div>
      <div>
        <p className="mb-1 text-12 text-ink-2">
          {unit === 'user' ? 'Users' : 'Sessions'} who entered (hatched: windows still open)
        </p>
        <div className="h-28">
          <TimeChart
            kind="bars"
            group="funnel"
            height={112}
            points={pointsOf(({ entered }) => entered)}
            formatValue={formatCompact}
            describe={describe}
          />
        </div>
      </div>
    </div>
  );
}

function PointWords({ point, unit, timeZone }: { point: TrendPoint; unit: Unit; timeZone: string }) {
  return (
    <span className="flex flex-col tabular-nums">
      <span className="font-medium">
        {formatDay(point.start, timeZone)} ({timeZone})
      </span>
      <span>
        {formatPercent(point.conversion)}: {formatCount(point.completed)} of{' '}
        {countInWords(point.entered, unit)}
      </span>
      {point.pending > 0 ? <span>{formatCount(point.pending)} still inside their window</span> : null}
    </span>
  );
}

function trendData(points: TrendPoint[], unit: Unit, timeZone: string) {
  const people = unit === 'user' ? 'Users' : 'Sessions';
  const exact = points.map(({ start, entered, completed, conversion, pending }) => [
    dayInZone(Date.parse(start), timeZone),
    entered,
    completed,
    conversion,
    pending,
  ]);
  return {
    head: ['Start', `${people} entered`, 'Completed', 'Conversion', 'Still open'],
    rows: points.map(({ start, entered, completed, conversion, pending }) => [
      formatDay(start, timeZone),
      formatCount(entered),
      formatCount(completed),
      formatPercent(conversion),
      formatCount(pending),
    ]),
    exact,
  };
}
