'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { ChangeChip } from '#components/adoption/change-chip';
import { Sparkline } from '#components/charts/sparkline';
import { TileHeading } from '#components/dashboards/tiles/tile-heading';
import { PanelState } from '#components/funnels/panel-state';
import { Metric } from '#components/ui/metric';
import type { DailyRow } from '#lib/adoption/daily';
import { type MetricCard, metricCards } from '#lib/adoption/metric-cards';
import type { AdoptionAnswer } from '#lib/adoption/usage-answers';
import { formatCount, formatPercent } from '#lib/core/format';
import { daysBetween, type Period } from '#lib/dashboards/days-between';
import { seriesOf } from '#lib/dashboards/digest-readings';
import type { Tile } from '#lib/dashboards/schema';

interface MetricNumberProps {
  tile: Extract<Tile, { kind: 'metric' }>;
  title: string;
  href: string;
  metrics: UseQueryResult<AdoptionAnswer>;
  daily: UseQueryResult<DailyRow[]>;
  period: Period;
  now: number;
}

/** A metric as one number with what it is of, its change, and the feature's days the size of a few words. */
export function MetricNumber({ tile, title, href, metrics, daily, period, now }: MetricNumberProps) {
  const { column, label } = seriesOf(tile.metric);
  const days = daysBetween(period, now);
  const rows = daily.data?.filter(({ feature }) => feature === tile.feature);
  const values = new Map(rows?.map((row) => [row.date, row[column]]));
  const today = days.findIndex(({ isOver }) => !isOver);
  return (
    <>
      <TileHeading title={title} href={href} />
      <PanelState query={metrics} doing="count the metric" height="h-20">
        {(data) => (
          <div className="flex flex-wrap items-end justify-between gap-4">
            <Figure card={cardOf(data, tile)} />
            {rows ? (
              <Sparkline
                values={days.map(({ date }) => values.get(date) ?? (column === 'avgDuration' ? null : 0))}
                label={label}
                width={180}
                height={44}
                {...(today === -1 ? {} : { incompleteFrom: today })}
              />
            ) : null}
          </div>
        )}
      </PanelState>
    </>
  );
}

function cardOf(
  answer: AdoptionAnswer,
  { feature, metric }: MetricNumberProps['tile'],
): MetricCard | undefined {
  const own = answer.features.find((one) => one.feature === feature);
  const before = answer.compare?.features.find((one) => one.feature === feature);
  return own && metricCards(own, before ?? null).find(({ id }) => id === metric);
}

function Figure({ card }: { card: MetricCard | undefined }) {
  if (!card) return null;
  const { label, value, definition, rate, before, detail } = card;
  return (
    <Metric
      label={label}
      value={value}
      explanation={definition}
      detail={
        <span className="flex flex-wrap items-center gap-x-2 tabular-nums">
          {rate ? (
            <span>
              {formatCount(rate.now.count)} of {formatCount(rate.now.of)}
              {rate.now.interval
                ? `, 95%: ${formatPercent(rate.now.interval[0])} to ${formatPercent(rate.now.interval[1])}`
                : ''}
            </span>
          ) : null}
          {rate?.before ? <ChangeChip now={rate.now} before={rate.before} what={label} /> : null}
          {!rate && detail ? <span>95%: {detail}</span> : null}
          {before ? <span>{before}</span> : null}
        </span>
      }
    />
  );
}
