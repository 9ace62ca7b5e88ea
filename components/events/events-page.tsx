'use client';

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { PARTS, type Part } from '#components/events/events-view';
import { FilterBar } from '#components/events/filter-bar';
import { NewestEvents } from '#components/events/newest-events';
import { NothingFound } from '#components/events/nothing-found';
import { PropertiesTable } from '#components/events/properties-table';
import { RejectedEvents } from '#components/events/rejected-events';
import { TypesTable } from '#components/events/types-table';
import { type EventsViewState, useEventsView } from '#components/events/use-events-view';
import { VolumePanel } from '#components/events/volume-panel';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import type { VolumeAnswer } from '#lib/events/catalog-schema';
import { eventVolumeQuery } from '#lib/events/client';

const NAMES: Record<Part, string> = {
  types: 'Types',
  newest: 'Newest',
  properties: 'Properties',
  rejected: 'Rejected',
};

/** What arrives, and what does not: the place to find out why a number is empty. */
export function EventsPage({ now }: { now: number }) {
  const state = useEventsView(now);
  const { view, filter, change } = state;
  const volume = useQuery({ ...eventVolumeQuery(filter), placeholderData: keepPreviousData });
  const isEmpty = volume.data?.total === 0 && !volume.isPlaceholderData;
  return (
    <>
      <PageHeader
        title="Events"
        subtitle="What arrives: how much, of which types, with which properties. And what was refused, with its reasons."
      />
      <div className="flex flex-col gap-6">
        <FilterBar {...state} />
        {isEmpty ? (
          <NothingFound state={state} dataThrough={volume.data?.meta.dataThrough ?? null} />
        ) : (
          <VolumePanel volume={volume} />
        )}
        <div className="flex flex-col gap-3">
          <fieldset className="flex flex-wrap gap-1 border-line border-b pb-2">
            <legend className="sr-only">What is listed</legend>
            {PARTS.map((part) => (
              <Button
                key={part}
                variant={view.show === part ? 'secondary' : 'quiet'}
                aria-pressed={view.show === part}
                onClick={() => change({ show: part })}
              >
                {NAMES[part]}
              </Button>
            ))}
          </fieldset>
          <Shown state={state} volume={volume} isEmpty={isEmpty} />
        </div>
      </div>
    </>
  );
}

interface ShownProps {
  state: EventsViewState;
  volume: UseQueryResult<VolumeAnswer>;
  isEmpty: boolean;
}

function Shown({ state: { view, filter, change }, volume, isEmpty }: ShownProps) {
  if (view.show === 'newest') return <NewestEvents filter={filter} />;
  if (view.show === 'properties') return <PropertiesTable filter={filter} />;
  if (view.show === 'rejected') return <RejectedEvents />;
  // It has been said above, with what to do about it.
  if (isEmpty) return null;
  return (
    <Answered
      query={volume}
      doing="count the events"
      skeleton={<TableSkeleton rows={8} label="Counting the events" />}
    >
      {(answer) => <TypesTable answer={answer} isStale={volume.isPlaceholderData} change={change} />}
    </Answered>
  );
}
