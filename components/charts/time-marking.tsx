'use client';

import { useQueries } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { periodOfBuckets } from '#components/charts/buckets';
import { placeMarkers } from '#components/charts/place-markers';
import type { PlacedMarkers, TimeMarker } from '#components/charts/time-marker';

interface Period {
  from: string;
  to: string;
}

/** Where one kind of markers comes from, as the options of a query. */
export type MarkerSource = (period: Period) => {
  queryKey: readonly string[];
  queryFn: (context: { signal: AbortSignal }) => Promise<TimeMarker[]>;
  staleTime: number;
};

/** What stands behind the markers of all charts; the signed-in layout provides it. */
export interface TimeMarking {
  sources: readonly MarkerSource[];
  /** Opens the form for something new on a day (`YYYY-MM-DD`); null for those who may not. */
  onAdd: ((day: string) => void) | null;
  /** Shows what is known of some markers. */
  onOpen: ((markers: TimeMarker[]) => void) | null;
}

const NOTHING: TimeMarking = { sources: [], onAdd: null, onOpen: null };

export const TimeMarkingContext = createContext<TimeMarking>(NOTHING);

export function useTimeMarking(): TimeMarking {
  return useContext(TimeMarkingContext);
}

/**
 * The markers of the time that some buckets cover, each at its bucket. A source that fails or is slow leaves its
 * markers out: a chart never waits for them.
 *
 * @param starts ISO instants at which the buckets begin, ascending.
 */
export function useTimeMarkers(starts: readonly string[]): PlacedMarkers[] {
  const { sources } = useTimeMarking();
  const period = periodOfBuckets(starts);
  const markers = useQueries({
    queries: period === null ? [] : sources.map((source) => source(period)),
    combine: together,
  });
  return useMemo(() => placeMarkers(starts, markers), [starts, markers]);
}

function together(answers: { data: TimeMarker[] | undefined }[]): TimeMarker[] {
  return answers.flatMap(({ data }) => data ?? []);
}
