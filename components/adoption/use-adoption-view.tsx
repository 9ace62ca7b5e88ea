'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import {
  type AdoptionView,
  periodIn,
  readView,
  VIEW_KEYS,
  type ViewKey,
  writeView,
} from '#lib/adoption/url-state';

const PARSERS = Object.fromEntries(VIEW_KEYS.map((key) => [key, parseAsString])) as Record<
  ViewKey,
  typeof parseAsString
>;

export interface AdoptionViewState {
  view: AdoptionView;
  /** The half-open period of the view, with its zone: what every question begins with. */
  period: { from: string; to: string; timeZone: string };
  change: (changes: Partial<AdoptionView>) => void;
}

/** What the link of a page about adoption says; `now` (epoch milliseconds) is when the page was asked for. */
export function useAdoptionView(now: number): AdoptionViewState {
  const [parameters, setParameters] = useQueryStates(PARSERS, { history: 'push' });
  const view = useMemo(() => readView(parameters), [parameters]);
  const { range, timeZone } = view;
  const period = useMemo(() => periodIn({ range, timeZone }, new Date(now)), [range, timeZone, now]);
  const change = useCallback(
    (changes: Partial<AdoptionView>) => {
      const next = { ...view, ...changes };
      const isOtherProperty = next.breakdown !== view.breakdown;
      void setParameters(writeView(isOtherProperty ? { ...next, segment: changes.segment ?? null } : next));
    },
    [view, setParameters],
  );
  return { view, period, change };
}
