'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import {
  type EventsView,
  filterOf,
  readEventsView,
  VIEW_KEYS,
  writeEventsView,
} from '#components/events/events-view';
import type { EventFilter } from '#lib/events/catalog-schema';

const PARSERS = Object.fromEntries(VIEW_KEYS.map((key) => [key, parseAsString])) as Record<
  (typeof VIEW_KEYS)[number],
  typeof parseAsString
>;

export interface EventsViewState {
  view: EventsView;
  filter: EventFilter;
  change: (changes: Partial<EventsView>) => void;
}

/** What the link of the page says; `now` (epoch milliseconds) is when the page was asked for. */
export function useEventsView(now: number): EventsViewState {
  const [parameters, setParameters] = useQueryStates(PARSERS, { history: 'push' });
  const view = useMemo(() => readEventsView(parameters), [parameters]);
  const { range, type, feature, user } = view;
  const filter = useMemo(
    () => filterOf({ range, type, feature, user, show: 'types' }, now),
    [range, type, feature, user, now],
  );
  const change = useCallback(
    (changes: Partial<EventsView>) => void setParameters(writeEventsView({ ...view, ...changes })),
    [view, setParameters],
  );
  return { view, filter, change };
}
