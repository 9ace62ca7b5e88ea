'use client';

import { ArrowRight } from 'lucide-react';
import { ChartFrame } from '#components/charts/chart-frame';
import { OPEN_BACKGROUND } from '#components/charts/hatch';
import { OpenNumber } from '#components/ui/open-number';
import { Tooltip } from '#components/ui/tooltip';
import { lifeCycleMessage, lifeCycleStages, type Stage } from '#lib/adoption/life-cycle-stages';
import type { FeatureFigures } from '#lib/adoption/metric-cards';
import type { PeopleChoice } from '#lib/adoption/people-choice';
import { DEFINITIONS } from '#lib/adoption/rate-definitions';
import { formatCount, formatPercent } from '#lib/core/format';

interface LifeCycleStripProps {
  metrics: FeatureFigures;
  isStale: boolean;
  onPeople: (choice: PeopleChoice) => void;
}

/** The life of a feature: who saw it, tried it, came back and told others. */
export function LifeCycleStrip({ metrics, isStale, onPeople }: LifeCycleStripProps) {
  const stages = lifeCycleStages(metrics);
  return (
    <ChartFrame
      title="Life cycle"
      sentence={lifeCycleMessage(metrics)}
      data={stageData(stages)}
      isStale={isStale}
      hasNoTable
      hasNoPicture
    >
      <ol className="grid gap-px overflow-hidden rounded-box border border-line bg-line lg:grid-cols-5">
        {stages.map((stage, index) => (
          <li key={stage.name} className="relative bg-surface p-3">
            {index > 0 ? <Arrow /> : null}
            <StageFigures stage={stage} onPeople={onPeople} />
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}

function Arrow() {
  return (
    <span
      aria-hidden
      className="absolute top-3 -left-2.5 hidden rounded-full border border-line bg-surface p-0.5 text-ink-3 lg:block"
    >
      <ArrowRight size={14} />
    </span>
  );
}

function StageFigures({ stage, onPeople }: { stage: Stage; onPeople: LifeCycleStripProps['onPeople'] }) {
  const { name, label, ofWhom, proportion, bar, isTooFew } = stage;
  const { count, of, rate, interval, pending } = proportion;
  const open = (group: 'count' | 'of' | 'pending') => () => onPeople({ of: 'metric', metric: name, group });
  const words = `${label}: ${formatCount(count)} of ${formatCount(of)} ${ofWhom}`;
  return (
    <div className="flex flex-col gap-1 tabular-nums lg:pl-2">
      <span className="text-12 text-ink-2">{label}</span>
      <span className="flex items-baseline gap-2">
        <span className="font-semibold text-20 tracking-tight">
          <OpenNumber label={`${words}. Show them.`} onSelect={open('count')} isEmpty={count === 0}>
            {formatCount(count)}
          </OpenNumber>
        </span>
        <Tooltip isFocusable content={DEFINITIONS[name]}>
          <span className="underline decoration-line decoration-dotted underline-offset-4">
            {isTooFew && rate !== null ? 'too few' : formatPercent(rate)}
          </span>
        </Tooltip>
      </span>
      <span role="img" aria-label={words} className="flex h-2 overflow-hidden rounded-full bg-hover">
        <span className="bg-series-1" style={{ width: `${bar.done * 100}%` }} />
        <span className="ml-auto" style={{ width: `${bar.open * 100}%`, background: OPEN_BACKGROUND }} />
      </span>
      <span className="text-12 text-ink-3 text-pretty">
        of{' '}
        <OpenNumber
          label={`${formatCount(of)} ${ofWhom}. Show them.`}
          onSelect={open('of')}
          isEmpty={of === 0}
        >
          {formatCount(of)}
        </OpenNumber>{' '}
        {ofWhom}
        {interval && !isTooFew ? `; ${formatPercent(interval[0])} to ${formatPercent(interval[1])}` : null}
      </span>
      {pending > 0 ? (
        <span className="text-12 text-ink-3">
          <OpenNumber
            label={`${formatCount(pending)} still have time. Show them.`}
            onSelect={open('pending')}
          >
            {formatCount(pending)}
          </OpenNumber>{' '}
          still have time (hatched)
        </span>
      ) : null}
    </div>
  );
}

function stageData(stages: Stage[]) {
  const exact = stages.map(({ label, proportion }) => {
    const { count, of, rate, interval, pending } = proportion;
    return [label, count, of, rate, interval?.[0] ?? null, interval?.[1] ?? null, pending];
  });
  return { head: ['Stage', 'Users', 'Of', 'Rate', '95% from', '95% to', 'Still open'], rows: exact, exact };
}
