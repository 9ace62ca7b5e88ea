'use client';

import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { bracketsFault } from '#lib/adoption/brackets';
import { type PeopleChoice, readPeopleChoice, writePeopleChoice } from '#lib/adoption/people-choice';

const INTERVALS = ['day', 'week', 'month'] as const;

const PARSERS = {
  cohorts: parseAsStringLiteral(INTERVALS).withDefault('week'),
  start: parseAsStringLiteral(['first_use', 'first_seen']).withDefault('first_use'),
  mode: parseAsStringLiteral(['on', 'on_or_after', 'bracket']).withDefault('on'),
  brackets: parseAsString.withDefault('1-1,2-4,5-8'),
  figures: parseAsStringLiteral(['rates', 'counts']).withDefault('rates'),
  every: parseAsStringLiteral(INTERVALS).withDefault('week'),
  people: parseAsString,
};

/** How cohorts are made and read. */
export interface RetentionView {
  cohorts: (typeof INTERVALS)[number];
  start: 'first_use' | 'first_seen';
  mode: 'on' | 'on_or_after' | 'bracket';
  brackets: string;
  figures: 'rates' | 'counts';
}

export interface FeatureView {
  retention: RetentionView;
  /** The interval of the life cycle. */
  every: (typeof INTERVALS)[number];
  people: PeopleChoice | null;
  setRetention: (changes: Partial<RetentionView>) => void;
  setEvery: (every: FeatureView['every']) => void;
  setPeople: (choice: PeopleChoice | null) => void;
}

/** How the page of a feature is looked at. It is in the link too, but is no step in history. */
export function useFeatureView(): FeatureView {
  const [view, set] = useQueryStates(PARSERS, { history: 'replace' });
  const { cohorts, start, mode, brackets, figures, every, people } = view;
  return {
    retention: {
      ...{ cohorts, start, mode, figures },
      brackets: bracketsFault(brackets) === null ? brackets : PARSERS.brackets.defaultValue,
    },
    every,
    people: useMemo(() => readPeopleChoice(people), [people]),
    setRetention: (changes) => void set(changes),
    setEvery: (chosen) => void set({ every: chosen }),
    setPeople: (choice) => void set({ people: choice && writePeopleChoice(choice) }),
  };
}
