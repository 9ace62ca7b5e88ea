'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { ExportOverview } from '#components/adoption/overview/export-overview';
import { FeatureTable } from '#components/adoption/overview/feature-table';
import { FunnelChanges } from '#components/adoption/overview/funnel-changes';
import { Headline } from '#components/adoption/overview/headline';
import { type AdoptionViewState, useAdoptionView } from '#components/adoption/use-adoption-view';
import { Counting } from '#components/funnels/counting';
import { MetaLine } from '#components/funnels/meta-line';
import { Answered } from '#components/shell/answered';
import { ButtonLink } from '#components/ui/button';
import { DateRangePicker } from '#components/ui/date-range-picker';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { TimeZonePicker } from '#components/ui/time-zone-picker';
import {
  featureSuggestionsOptions,
  headlineOptions,
  overviewOptions,
  savedFeaturesOptions,
} from '#lib/adoption/client';
import type { OverviewAnswer } from '#lib/adoption/overview-answers';
import { formatCount } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';
import { readRange, writeRange } from '#lib/funnels/period';

const DEFINITIONS = '/features' as Route;

/** The features side by side: how each does against the period before, and what matters. */
export function OverviewPage({ now }: { now: number }) {
  const state = useAdoptionView(now);
  const { view, period, change } = state;
  const saved = useQuery(savedFeaturesOptions());
  const overview = useQuery(overviewOptions(period));
  const isUndefined = saved.data?.features.length === 0;
  return (
    <>
      <PageHeader
        title="Adoption"
        subtitle="Who uses each feature, gets through it and comes back, against the period before."
        actions={
          <>
            <ExportOverview answer={overview.data} />
            <ButtonLink href={DEFINITIONS}>Definitions</ButtonLink>
          </>
        }
      />
      <div className="flex flex-col gap-6">
        <section aria-label="What is shown" className="flex flex-wrap items-center gap-2">
          <DateRangePicker
            value={readRange(view.range)}
            onValueChange={(range) => change({ range: writeRange(range) })}
            timeZone={view.timeZone}
          />
          <TimeZonePicker value={view.timeZone} onValueChange={(timeZone) => change({ timeZone })} />
        </section>
        {isUndefined ? (
          <NothingDefined />
        ) : (
          <Overview state={state} rows={saved.data?.features.length ?? 3} />
        )}
        <Undefined period={period} />
      </div>
    </>
  );
}

function Overview({ state: { view, period }, rows }: { state: AdoptionViewState; rows: number }) {
  const overview = useQuery(overviewOptions(period));
  const headline = useQuery(headlineOptions(period));
  if (overview.data?.totalUsers.now === 0) return <NoEvents />;
  return (
    <>
      <Answered
        query={headline}
        doing="find what changed"
        skeleton={<Counting isActive className="h-26" what="Looking for what changed …" />}
      >
        {(answer) => <Headline answer={answer} view={view} />}
      </Answered>
      <Answered
        query={overview}
        doing="count the features"
        skeleton={<OverviewSkeleton rows={rows} isActive={overview.isFetching} />}
      >
        {(answer) => (
          <div className="flex flex-col gap-2">
            <FeatureTable answer={answer} view={view} isStale={overview.isPlaceholderData} />
            <Against answer={answer} />
          </div>
        )}
      </Answered>
      {headline.data ? <FunnelChanges answer={headline.data} view={view} /> : null}
      {overview.data ? <MetaLine meta={overview.data.meta} /> : null}
    </>
  );
}

function OverviewSkeleton({ rows, isActive }: { rows: number; isActive: boolean }) {
  return (
    <div className="flex flex-col gap-px">
      <Counting isActive={isActive} className="h-9" what="Counting every feature …" />
      {Array.from({ length: rows }, (_, index) => `row-${index}`).map((key) => (
        <span key={key} aria-hidden className="block h-56 animate-pulse rounded-box bg-hover lg:h-20" />
      ))}
    </div>
  );
}

/** Which days stand against which. */
function Against({ answer: { period, before, timeZone, totalUsers } }: { answer: OverviewAnswer }) {
  const isRunning = before.end !== period.start;
  return (
    <p className="max-w-prose text-12 text-ink-2">
      {formatCount(totalUsers.now)} users with any event from {formatMinute(period.start, timeZone)} until{' '}
      {formatMinute(period.end, timeZone)}; {formatCount(totalUsers.before)} from{' '}
      {formatMinute(before.start, timeZone)} until {formatMinute(before.end, timeZone)}.
      {isRunning ? ' The period is still running: as much of the one before stands against it.' : ''}
    </p>
  );
}

/** Features that events name and nobody has defined: quiet, but not lost. */
function Undefined({ period: { from, to } }: { period: { from: string; to: string } }) {
  const { data } = useQuery(featureSuggestionsOptions({ from, to }));
  if (!data || data.suggestions.length === 0) return null;
  return (
    <p className="text-14 text-ink-2">
      Not defined:{' '}
      {data.suggestions.map(({ key, count }, index) => (
        <span key={key}>
          {index === 0 ? '' : ', '}
          <span className="font-mono text-12">{key}</span> ({formatCount(count)} events)
        </span>
      ))}
      .{' '}
      <Link href={DEFINITIONS} className="underline decoration-edge underline-offset-4 hover:text-accent-ink">
        Define what counts
      </Link>
    </p>
  );
}

function NothingDefined() {
  return (
    <EmptyState
      title="No feature is defined"
      action={
        <ButtonLink variant="primary" href={DEFINITIONS}>
          Define a feature
        </ButtonLink>
      }
    >
      A feature says which events mean that somebody saw, used and completed it. Features that your events
      name are suggested.
    </EmptyState>
  );
}

function NoEvents() {
  return (
    <EmptyState
      title="No events in this period"
      action={
        <ButtonLink variant="primary" href="/import">
          Import events
        </ButtonLink>
      }
    >
      Choose other days above, send events, or import a file.
    </EmptyState>
  );
}
