'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { EventDetails } from '#components/events/event-details';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { ExportCsv } from '#components/ui/export-csv';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { EventFilter, LatestEvent } from '#lib/events/catalog-schema';
import { latestEventsQuery } from '#lib/events/client';

const COLUMNS: Column<LatestEvent>[] = [
  {
    id: 'received',
    header: 'Received',
    width: 'w-28 sm:w-36',
    cell: ({ receivedAt }) => <Time at={receivedAt} />,
  },
  {
    id: 'type',
    header: 'Type',
    isRowHeader: true,
    cell: ({ type, userId }) => (
      <span className="wrap-anywhere">
        {type}
        <span className="block pb-1 font-mono font-normal text-12 text-ink-2 sm:hidden">{userId}</span>
      </span>
    ),
  },
  {
    id: 'feature',
    header: 'Feature',
    hideBelow: 'sm',
    cell: ({ feature }) => feature ?? <span className="text-ink-3">none</span>,
  },
  {
    id: 'user',
    header: 'User',
    hideBelow: 'sm',
    cell: ({ userId }) => <code className="font-mono text-12 wrap-anywhere">{userId}</code>,
  },
  {
    id: 'time',
    header: 'Time of the event',
    hideBelow: 'md',
    width: 'w-44',
    cell: ({ time }) => <Time at={time} />,
  },
];

/** The events that came last, as they come: the place to find the one that was just sent. */
export function NewestEvents({ filter }: { filter: EventFilter }) {
  const [isLive, setLive] = useState(true);
  const latest = useQuery({ ...latestEventsQuery(filter, isLive), placeholderData: keepPreviousData });
  return (
    <section aria-label="Newest events">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
        <p className="text-14 text-ink-2">
          {isLive ? 'Live: what arrives is here within a few seconds.' : 'Paused: nothing new is shown.'} Only
          events whose time lies in these days.
        </p>
        <span className="flex items-center gap-1">
          <Button size="small" aria-pressed={!isLive} onClick={() => setLive(!isLive)}>
            {isLive ? <Pause aria-hidden size={14} /> : <Play aria-hidden size={14} />}
            {isLive ? 'Pause' : 'Go on'}
          </Button>
          <ExportCsv
            name="newest events"
            head={['id', 'user', 'type', 'feature', 'time', 'received', 'session', 'value', 'properties']}
            rows={() => (latest.data?.events ?? []).map(rowOf)}
          />
        </span>
      </div>
      <Answered
        query={latest}
        doing="load the newest events"
        skeleton={<TableSkeleton rows={10} label="Loading the newest events" />}
      >
        {({ events }) => (
          <Table
            caption="Newest events, those received last first"
            columns={COLUMNS}
            rows={events}
            rowKey={({ eventId }) => eventId}
            details={(event) => <EventDetails event={event} />}
            isStale={latest.isPlaceholderData}
            empty="No event of these days meets the filter. One that arrives is shown here by itself."
          />
        )}
      </Answered>
    </section>
  );
}

function rowOf(event: LatestEvent): (string | number | null)[] {
  const { eventId, userId, type, feature, time, receivedAt, sessionId, value, properties } = event;
  const said = properties && JSON.stringify(properties);
  return [eventId, userId, type, feature, time, receivedAt, sessionId, value, said];
}
