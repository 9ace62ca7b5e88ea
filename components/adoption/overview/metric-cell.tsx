import type { ReactNode } from 'react';
import { ChangeMark } from '#components/adoption/change-mark';
import { TwoPeriodLine } from '#components/adoption/overview/two-period-line';
import { Tooltip } from '#components/ui/tooltip';
import type { FeatureOverview } from '#lib/adoption/overview';
import type { OVERVIEW_DEFINITIONS, OverviewMetric } from '#lib/adoption/overview-metrics';
import { type DayLine, METRIC_LABELS, rateInWords, rateLine, usersLine } from '#lib/adoption/overview-rates';
import { formatCount, formatPercent, formatRatio } from '#lib/core/format';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';

interface RateCellProps {
  feature: FeatureOverview;
  metric: OverviewMetric;
  definitions: typeof OVERVIEW_DEFINITIONS;
}

/** A rate, its change and its days. */
export function RateCell({ feature, metric, definitions }: RateCellProps) {
  const { now, change } = feature.metrics[metric];
  const isTooFew = now.of > 0 && now.of < MIN_DENOMINATOR;
  return (
    <Cell
      value={isTooFew ? 'too few' : formatPercent(now.rate)}
      mark={<ChangeMark change={isTooFew ? null : change} />}
      explanation={rateInWords(feature, metric, definitions[metric])}
      line={rateLine(feature, metric)}
      label={`${METRIC_LABELS[metric]} of ${feature.name} by day`}
    />
  );
}

/** The users of a feature, how many times those before, and by day. */
export function UsersCell({ feature }: { feature: FeatureOverview }) {
  const { now, before, change } = feature.activeUsers;
  const mark = change ? (
    <span className="text-12 text-ink-2 tabular-nums whitespace-nowrap">
      {formatRatio(change.ratio)}
      {change.isMoreThanNoise ? null : <span className="text-ink-3">, noise</span>}
    </span>
  ) : (
    <span className="text-12 text-ink-3">nothing before</span>
  );
  return (
    <Cell
      value={formatCount(now)}
      mark={mark}
      explanation={`Users who tried the feature: a use event, or a step of its funnel after the first. Before: ${formatCount(before)}.`}
      line={usersLine(feature)}
      label={`Active users of ${feature.name} by day`}
    />
  );
}

interface CellProps {
  value: string;
  mark: ReactNode;
  explanation: string;
  line: DayLine;
  label: string;
}

function Cell({ value, mark, explanation, line, label }: CellProps) {
  return (
    <span className="inline-flex flex-col items-start gap-1 py-2">
      <Tooltip content={explanation} isFocusable className="items-baseline gap-2">
        <span className="font-semibold text-16 tabular-nums">{value}</span>
        {mark}
      </Tooltip>
      <TwoPeriodLine line={line} label={`${label}, the period before first`} />
    </span>
  );
}
