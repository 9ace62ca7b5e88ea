'use client';

import { useQuery } from '@tanstack/react-query';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import { Metric } from '#components/ui/metric';
import { Notice } from '#components/ui/notice';
import { impactOptions } from '#lib/adoption/client';
import type { FeatureQuestion } from '#lib/adoption/feature-question';
import type { ImpactAnswer, OutcomeImpact } from '#lib/adoption/impact-answers';
import { formatMean, impactData, impactMessage } from '#lib/adoption/impact-words';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';

/** How those who began to use it fare afterwards against comparable people: a difference, never a cause. */
export function ImpactPanel({ question }: { question: FeatureQuestion }) {
  const { feature, from, to, timeZone } = question;
  const impact = useQuery(impactOptions({ feature, from, to, timeZone }));
  return (
    <ChartFrame
      title="Impact"
      sentence={
        impact.data ? impactMessage(impact.data) : 'People who began to use it, beside people like them.'
      }
      data={impactData(impact.data)}
      isStale={impact.isPlaceholderData}
      hasNoTable
      hasNoPicture
    >
      <PanelState query={impact} doing="compare the groups" height="h-60">
        {(answer) => <Impact answer={answer} />}
      </PanelState>
    </ChartFrame>
  );
}

function Impact({ answer }: { answer: ImpactAnswer }) {
  const { users, comparison, method, followUpDays } = answer;
  return (
    <div className="flex min-h-60 flex-col gap-4 rounded-box border border-line bg-surface p-4">
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Outcome
          outcome={answer.conversion}
          label={`Converted within ${followUpDays} days`}
          formatDifference={formatPoints}
          formatValue={formatPercent}
        />
        <Outcome
          outcome={answer.revenue}
          label={`Revenue a person within ${followUpDays} days`}
          formatDifference={(value) => formatMean(value, true)}
          formatValue={formatMean}
        />
      </div>
      <p className="text-12 text-ink-2 text-pretty tabular-nums">
        {formatCount(users.firstUse)} people used it for the first time in this period.{' '}
        {formatCount(users.matched)} are compared with {formatCount(comparison.users)} others; for{' '}
        {formatCount(users.unmatched)} there was nobody comparable, and {formatCount(users.pending)} have not
        had their {followUpDays} days yet.
        {comparison.startedLater === null
          ? ''
          : ` Of the others ${formatPercent(comparison.startedLater)} began to use it later, which makes the difference smaller.`}
      </p>
      <details className="text-12 text-ink-2">
        <summary className="cursor-pointer rounded-box font-medium text-ink">How this was found</summary>
        <p className="mt-2 max-w-prose text-pretty">
          {method.name}. {method.words}
        </p>
        <Balances answer={answer} />
        <p className="mt-2 max-w-prose text-ink-3 text-pretty">{method.source}</p>
      </details>
    </div>
  );
}

interface OutcomeProps {
  outcome: OutcomeImpact;
  label: string;
  formatDifference: (value: number | null) => string;
  formatValue: (value: number | null) => string;
}

function Outcome({ outcome, label, formatDifference, formatValue }: OutcomeProps) {
  const { difference, interval, withFeature, without, naiveDifference, reason } = outcome;
  if (difference === null) {
    return (
      <div className="flex flex-col gap-1">
        <span className="text-12 text-ink-2">{label}</span>
        <Notice tone="unknown">{reason ?? 'The groups cannot be compared.'}</Notice>
      </div>
    );
  }
  return (
    <Metric
      label={label}
      value={formatDifference(difference)}
      explanation={
        <>
          The difference between those who began to use it and comparable people who had not, over the same
          time. It is not proof of a cause. Before any matching it was {formatDifference(naiveDifference)}.
        </>
      }
      detail={
        <span className="flex flex-col tabular-nums">
          {interval ? (
            <span>
              95%: {formatDifference(interval[0])} to {formatDifference(interval[1])}
            </span>
          ) : null}
          <span>
            {formatValue(withFeature)} with it, {formatValue(without)} without
          </span>
        </span>
      }
    />
  );
}

function Balances({ answer }: { answer: ImpactAnswer }) {
  return (
    <table className="mt-2 border-separate border-spacing-x-4 tabular-nums">
      <caption className="text-left">
        How far apart the groups were, in standard deviations (0.1 is little, 0.25 much)
      </caption>
      <thead>
        <tr className="text-left">
          <th scope="col">Known before</th>
          <th scope="col" className="text-right">
            Unmatched
          </th>
          <th scope="col" className="text-right">
            Matched
          </th>
        </tr>
      </thead>
      <tbody>
        {answer.balance.map(({ what, label, before, after }) => (
          <tr key={what}>
            <th scope="row" className="text-left font-normal">
              {label}
            </th>
            <td className="text-right">{before === null ? 'no data' : before.toFixed(2)}</td>
            <td className="text-right">{after === null ? 'no data' : after.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
