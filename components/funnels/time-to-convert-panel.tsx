'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { ChartFrame } from '#components/charts/chart-frame';
import { PanelState } from '#components/funnels/panel-state';
import { Select } from '#components/ui/select';
import { formatCount, formatDuration, formatPercent } from '#lib/core/format';
import type { TimeToConvertAnswer } from '#lib/funnels/answers';
import { timeToConvertOptions } from '#lib/funnels/client';
import { countInWords } from '#lib/funnels/count-in-words';
import type { FunnelQuestionInput } from '#lib/funnels/schema';
import type { Unit } from '#lib/funnels/url-state';

const Histogram = dynamic(() => import('#components/charts/histogram'), {
  ssr: false,
  loading: () => <div className="h-50" />,
});

interface TimeToConvertPanelProps {
  question: FunnelQuestionInput;
  unit: Unit;
  stepNames: string[];
  fromStep: number;
  toStep: number;
  onSteps: (steps: { fromStep: number; toStep: number }) => void;
}

/** How long it took those who went on, from one step to another. */
export function TimeToConvertPanel(props: TimeToConvertPanelProps) {
  const { question, unit, stepNames, fromStep, toStep } = props;
  const times = useQuery(timeToConvertOptions(question, { fromStep, toStep }));
  const answer = times.data;
  return (
    <ChartFrame
      title="Time to convert"
      sentence={answer ? message(answer, unit, stepNames) : 'How long it took those who converted.'}
      data={binData(answer, unit)}
      isStale={times.isPlaceholderData}
      controls={<StepChoice {...props} />}
    >
      <PanelState query={times} doing="count the times" height="h-56">
        {(found) => (found.count === 0 ? <Nobody /> : <Bins answer={found} unit={unit} />)}
      </PanelState>
    </ChartFrame>
  );
}

function StepChoice({ stepNames, fromStep, toStep, onSteps }: TimeToConvertPanelProps) {
  const options = stepNames.map((name, index) => ({
    value: String(index + 1),
    label: `${index + 1} ${name}`,
  }));
  return (
    <span className="flex flex-wrap items-center gap-1 text-12 text-ink-2">
      from
      <Select
        aria-label="From step"
        className="w-44"
        options={options.slice(0, -1)}
        value={String(fromStep)}
        onValueChange={(chosen) =>
          onSteps({ fromStep: Number(chosen), toStep: Math.max(toStep, Number(chosen) + 1) })
        }
      />
      to
      <Select
        aria-label="To step"
        className="w-44"
        options={options.slice(fromStep)}
        value={String(toStep)}
        onValueChange={(chosen) => onSteps({ fromStep, toStep: Number(chosen) })}
      />
    </span>
  );
}

function Bins({ answer, unit }: { answer: TimeToConvertAnswer; unit: Unit }) {
  const width = answer.binSeconds ?? 0;
  const bins = answer.bins.map(({ fromSeconds, count }) => ({
    from: fromSeconds,
    label: formatDuration(fromSeconds),
    count,
  }));
  const median = answer.medianSeconds;
  const holder = median === null ? undefined : bins.findLast(({ from }) => from <= median);
  const describe = (from: string) => {
    const bin = bins.find((one) => String(one.from) === from);
    if (!bin) return null;
    return (
      <>
        {bin.label} to {formatDuration(bin.from + width)}: {countInWords(bin.count, unit)} (
        {formatPercent(bin.count / answer.count)})
      </>
    );
  };
  return (
    <div className="rounded-box border border-line bg-surface p-3">
      <Histogram
        bins={bins}
        describe={describe}
        mark={holder && { from: holder.from, label: `median ${formatDuration(median)}` }}
      />
    </div>
  );
}

function Nobody() {
  return (
    <p className="rounded-box border border-line border-dashed px-4 py-10 text-center text-ink-2">
      Nobody went from the one step to the other in this period.
    </p>
  );
}

function message(answer: TimeToConvertAnswer, unit: Unit, stepNames: string[]): string {
  if (answer.count === 0) return `No ${unit} went this way.`;
  const way = `${stepNames[answer.fromStep - 1]} to ${stepNames[answer.toStep - 1]}`;
  const half = `half of ${countInWords(answer.count, unit)} took at most ${formatDuration(answer.medianSeconds)}`;
  return `From ${way}, ${half}; the mean is ${formatDuration(answer.averageSeconds)}.`;
}

function binData(answer: TimeToConvertAnswer | undefined, unit: Unit) {
  const bins = answer?.bins ?? [];
  const width = answer?.binSeconds ?? 0;
  return {
    head: ['From', 'To', unit === 'user' ? 'Users' : 'Sessions'],
    rows: bins.map(({ fromSeconds, count }) => [
      formatDuration(fromSeconds),
      formatDuration(fromSeconds + width),
      formatCount(count),
    ]),
    exact: bins.map(({ fromSeconds, count }) => [fromSeconds, fromSeconds + width, count]),
  };
}
