'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { Answered } from '#components/shell/answered';
import { EmptyState } from '#components/ui/empty-state';
import { Field } from '#components/ui/field';
import { Metric } from '#components/ui/metric';
import { Select } from '#components/ui/select';
import { Skeleton } from '#components/ui/skeleton';
import { periodOf } from '#lib/core/date-range';
import { formatCount, formatDuration, formatPercent, NO_DATA } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';
import { measuresQuery } from '#lib/incidents/client';
import type { ServedMeasures } from '#lib/incidents/measures-answer';

const WeeksChart = dynamic(
  () => import('#components/incidents/weeks-chart').then((file) => file.WeeksChart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-60" />,
  },
);

const PERIODS = [
  { value: '28', label: 'Last 4 weeks' },
  { value: '91', label: 'Last 13 weeks' },
  { value: '364', label: 'Last 52 weeks' },
] as const;

const PARSERS = { environment: parseAsString.withDefault('prod'), days: parseAsInteger.withDefault(91) };

/** How often it is deployed, how often that fails and how long it takes to mend, from the records alone. */
export function MeasuresPanel({ now }: { now: number }) {
  const [{ environment, days }, change] = useQueryStates(PARSERS);
  const shown = PERIODS.find(({ value }) => value === `${days}`)?.value ?? '91';
  const period = periodOf({ kind: 'last', days: Number(shown) }, new Date(now));
  const measures = useQuery({
    ...measuresQuery({ environment, ...period }),
    placeholderData: keepPreviousData,
  });
  const environments = [...new Set([environment, ...(measures.data?.environments ?? [])])].sort();
  return (
    <section aria-labelledby="measures">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <h2 id="measures" className="font-semibold text-20">
          Measures
        </h2>
        <div className="flex flex-wrap gap-2">
          <Field label="Environment" isLabelHidden>
            {(control) => (
              <Select
                {...control}
                options={environments.map((value) => ({ value, label: value }))}
                value={environment}
                onValueChange={(value) => void change({ environment: value })}
              />
            )}
          </Field>
          <Field label="Period" isLabelHidden>
            {(control) => (
              <Select
                {...control}
                options={PERIODS}
                value={shown}
                onValueChange={(value) => void change({ days: Number(value) })}
              />
            )}
          </Field>
        </div>
      </div>
      <Answered query={measures} doing="load the measures" skeleton={<Skeleton className="h-80" />}>
        {(answer) => <Measured measures={answer} isStale={measures.isPlaceholderData} />}
      </Answered>
    </section>
  );
}

function Measured({ measures, isStale }: { measures: ServedMeasures; isStale: boolean }) {
  const { definitions, deployments, failedDeployments, mitigated, incidents, observedSince } = measures;
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-2 gap-6 lg:grid-cols-4">
        <Metric
          size="medium"
          label="Deployment frequency"
          value={perWeek(measures.deploymentsPerDay)}
          explanation={definitions.deploymentsPerDay}
          detail={deployments === 0 ? 'none was seen' : `${formatCount(deployments)} in the period`}
        />
        <Metric
          size="medium"
          label="Change failure rate"
          value={formatPercent(measures.changeFailureRate)}
          explanation={definitions.changeFailureRate}
          detail={
            deployments === 0
              ? 'no deployment'
              : `${formatCount(failedDeployments)} of ${formatCount(deployments)} deployments`
          }
        />
        <Metric
          size="medium"
          label="Recovery time"
          value={formatDuration(measures.recoverySeconds)}
          explanation={definitions.recoverySeconds}
          detail={
            failedDeployments === 0 ? 'no failed deployment' : `median of ${formatCount(failedDeployments)}`
          }
        />
        <Metric
          size="medium"
          label="MTTR"
          value={formatDuration(measures.mttrSeconds)}
          explanation={definitions.mttrSeconds}
          detail={`${formatCount(mitigated)} mitigated, ${formatCount(incidents)} opened`}
        />
      </div>
      {deployments === 0 && incidents === 0 ? (
        <EmptyState title="Nothing to measure in this period">
          Deployments are counted as soon as a version is seen that went live, incidents as soon as one is
          opened.
        </EmptyState>
      ) : (
        <WeeksChart measures={measures} isStale={isStale} />
      )}
      <p className="text-12 text-ink-3">
        {observedSince
          ? `Deployments in ${measures.environment} are seen since ${formatMinute(observedSince)}; what was before is not counted.`
          : `No function of ${measures.environment} was seen yet, so no deployment is counted.`}
      </p>
    </div>
  );
}

function perWeek(perDay: number | null): string {
  return perDay === null ? NO_DATA : `${(perDay * 7).toFixed(1)} a week`;
}
