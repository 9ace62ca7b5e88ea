'use client';

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { Basis } from '#lib/funnels/columns';
import type { Interval } from '#lib/funnels/schema';
import { type PeopleChoice, readPeople, writePeople } from '#lib/funnels/url-state';

const PARSERS = {
  rates: parseAsStringLiteral(['closed', 'all']),
  every: parseAsStringLiteral(['day', 'week', 'month']).withDefault('day'),
  timeFrom: parseAsInteger,
  timeTo: parseAsInteger,
  people: parseAsString,
};

export interface FunnelView {
  /** Null until somebody chooses. */
  basis: Basis | null;
  interval: Interval;
  timeFrom: number | null;
  timeTo: number | null;
  people: PeopleChoice | null;
  setBasis: (basis: Basis) => void;
  setInterval: (interval: Interval) => void;
  setTimeSteps: (steps: { fromStep: number; toStep: number }) => void;
  setPeople: (choice: PeopleChoice | null) => void;
}

/** How the answer is looked at. It is in the link too, but is no step in history. */
export function useView(): FunnelView {
  const [view, set] = useQueryStates(PARSERS, { history: 'replace' });
  return {
    basis: view.rates,
    interval: view.every,
    timeFrom: view.timeFrom,
    timeTo: view.timeTo,
    people: readPeople(view.people),
    setBasis: (rates) => void set({ rates }),
    setInterval: (every) => void set({ every }),
    setTimeSteps: ({ fromStep, toStep }) => void set({ timeFrom: fromStep, timeTo: toStep }),
    setPeople: (choice) => void set({ people: choice && writePeople(choice) }),
  };
}
