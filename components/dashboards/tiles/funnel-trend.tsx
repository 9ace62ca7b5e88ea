'use client';

import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import { PanelState } from '#components/funnels/panel-state';
import { formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import type { FunnelAnswer, TrendPoint } from '#lib/funnels/answers';
import { funnelTrendOptions } from '#lib/funnels/client';
import { countInWords } from '#lib/funnels/count-in-words';
import type { FunnelQuestionInput } from '#lib/funnels/schema';
import { trendMessage } from '#lib/funnels/trend-message';
import type { Unit } from '#lib/funnels/url-state';

const TimeChart = dynamic(() => import('#components/charts/time-chart'), { ssr: false });

interface FunnelTrendProps {
  title: string;
  href: string;
  answer: UseQueryResult<FunnelAnswer>;
  question: FunnelQuestionInput;
  timeZone: string;
}

/** A funnel's conversion day by day, by the time of entry. */
export function FunnelTrend({ title, href, answer, question, timeZone }: FunnelTrendProps) {
  const trend = useQuery(funnelTrendOptions(question, { interval: 'day', timeZone }));
  const unit = answer.data?.unit ?? 'user';
  const points = trend.data?.points ?? [];
  const byStart = new Map(points.map((point) => [point.start, point]));
  return (
    <ChartFrame
      title={title}
      sentence={trend.data ? trendMessage(points, unit, 'day') : 'Conversion over time.'}
      data={dataOf(points, unit, timeZone)}
      isStale={trend.isPlaceholderData}
      controls={<OpenLink href={href} />}
    >
      <PanelState query={trend} doing="count the trend" height="h-50">
        {() => (
          <div className="h-50">
            <TimeChart
              kind="line"
              points={points.map(({ start, conversion, pending }) => ({
                start,
                label: formatDay(start, timeZone).replace(/ \d{4}$/, ''),
                value: conversion,
                isIncomplete: pending > 0,
              }))}
              formatValue={(rate) => formatPercent(rate).replace('.0%', '%')}
              describe={(start) => wordsOf(byStart.get(start), unit, timeZone)}
            />
          </div>
        )}
      </PanelState>
    </ChartFrame>
  );
}

function wordsOf(point: TrendPoint | undefined, unit: Unit, timeZone: string): string {
  if (!point) return '';
  const { start, conversion, completed, entered, pending } = point;
  const open = pending > 0 ? `; ${formatCount(pending)} still inside their window` : '';
  return `${formatDay(start, timeZone)}: ${formatPercent(conversion)}, ${formatCount(completed)} of ${countInWords(entered, unit)}${open}`;
}

function dataOf(points: TrendPoint[], unit: Unit, timeZone: string) {
  const people = unit === 'user' ? 'Users' : 'Sessions';
  return {
    head: ['Day', `${people} entered`, 'Completed', 'Conversion', 'Still open'],
    rows: points.map(({ start, entered, completed, conversion, pending }) => [
      formatDay(start, timeZone),
      formatCount(entered),
      formatCount(completed),
      formatPercent(conversion),
      formatCount(pending),
    ]),
    exact: points.map(({ start, entered, completed, conversion, pending }) => [
      start,
      entered,
      completed,
      conversion,
      pending,
    ]),
  };
}
