'use client';

import { useQuery } from '@tanstack/react-query';
import type { EventsViewState } from '#components/events/use-events-view';
import { Button, ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { formatCount } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';
import { eventTypesQuery } from '#lib/events/client';
import { nearestNames } from '#lib/funnels/nearest-names';
import { writeRange } from '#lib/funnels/period';

const WEEK_MS = 7 * 86_400_000;

interface NothingFoundProps {
  state: EventsViewState;
  /** The newest event of all, ISO; null when there are none. */
  dataThrough: string | null;
}

/** No event: because there are none at all, none in these days, or none that meet the filter; and what to do. */
export function NothingFound({ state: { view, filter, change }, dataThrough }: NothingFoundProps) {
  const { from, to } = filter;
  const known = useQuery(eventTypesQuery({ from, to }));
  if (dataThrough === null) return <NoEvents />;
  const types = known.data?.eventTypes ?? [];
  if (known.data?.total === 0) {
    return (
      <EmptyState
        title="No event in these days"
        action={
          <Button variant="primary" onClick={() => change({ range: weekUntil(dataThrough) })}>
            Show the week of the newest event
          </Button>
        }
      >
        The newest event of all is from {formatMinute(dataThrough)}.
      </EmptyState>
    );
  }
  const isKnown = types.some(({ type }) => type === view.type);
  const near =
    view.type === null || isKnown
      ? []
      : nearestNames(
          view.type,
          types.map(({ type }) => type),
        );
  return (
    <EmptyState
      title={
        view.type !== null && !isKnown ? `No event has the type ${view.type}` : 'No event meets the filter'
      }
      action={
        <span className="flex flex-wrap gap-2">
          {near.map((type) => (
            <Button key={type} onClick={() => change({ type })}>
              {type} ({formatCount(types.find((one) => one.type === type)?.count)})
            </Button>
          ))}
          <Button
            variant={near.length > 0 ? 'quiet' : 'primary'}
            onClick={() => change({ type: null, feature: null, user: null })}
          >
            Clear the filter
          </Button>
        </span>
      }
    >
      {near.length > 0
        ? 'These days have types with names like it:'
        : 'In these days other events arrived. What was sent and refused is under Rejected.'}
    </EmptyState>
  );
}

function NoEvents() {
  return (
    <EmptyState
      title="There are no events yet"
      action={
        <ButtonLink variant="primary" href="/import">
          Import a file
        </ButtonLink>
      }
    >
      Import a file of them, or let your product send them to POST /api/events. They appear here within
      seconds.
    </EmptyState>
  );
}

/** Seven days that end with the day of an instant, as a link says them. */
function weekUntil(instant: string): string {
  const lastDay = instant.slice(0, 10);
  const firstDay = new Date(Date.parse(lastDay) - WEEK_MS + 86_400_000).toISOString().slice(0, 10);
  return writeRange({ kind: 'custom', firstDay, lastDay });
}
