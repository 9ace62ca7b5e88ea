'use client';

import { parseAsString, useQueryStates } from 'nuqs';
import { useCallback, useMemo } from 'react';
import { periodOf } from '#lib/core/date-range';
import { questionOf } from '#lib/funnels/draft';
import { readRange } from '#lib/funnels/period';
import { FunnelQuestion, type FunnelQuestionInput } from '#lib/funnels/schema';
import { type Draft, LINK_KEYS, type LinkParameters, readLink, writeLink } from '#lib/funnels/url-state';

const PARSERS = Object.fromEntries(LINK_KEYS.map((key) => [key, parseAsString])) as Record<
  keyof LinkParameters,
  typeof parseAsString
>;

export interface QuestionState {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  revert: () => void;
  /** Whether the link says something else than the saved funnel. */
  isEdited: boolean;
  /** What the server would be asked; null while something is wrong or missing. */
  question: FunnelQuestionInput | null;
  /** What is wrong, by dotted path, as the server would say it. */
  faults: ReadonlyMap<string, string>;
}

const NOT_SAVED = ['range', 'tz', 'compare'];

/** The question of the page: the saved funnel, changed by what the link says. */
export function useQuestion(base: Draft, now: number): QuestionState {
  const [parameters, setParameters] = useQueryStates(PARSERS, { history: 'push' });
  const draft = useMemo(() => readLink(parameters, base), [parameters, base]);
  const revert = useCallback(() => void setParameters(null), [setParameters]);
  const { question, faults } = useMemo(() => checked(draft, now), [draft, now]);
  const isWhole = question !== null;
  const change = useCallback(
    (changes: Partial<Draft>) => {
      const next = writeLink({ ...draft, ...changes }, base);
      // Going back should lead to whole sentences, not through every word of one that was being written.
      void setParameters(next, { history: isWhole ? 'push' : 'replace' });
    },
    [draft, base, isWhole, setParameters],
  );
  const isEdited = Object.entries(parameters).some(
    ([key, text]) => text !== null && !NOT_SAVED.includes(key),
  );
  return { draft, change, revert, isEdited, question, faults };
}

function checked(draft: Draft, now: number): Pick<QuestionState, 'question' | 'faults'> {
  const asked = questionOf(draft, periodOf(readRange(draft.range), new Date(now), draft.timeZone));
  const result = FunnelQuestion.safeParse(asked);
  if (result.success) return { question: asked, faults: new Map() };
  const faults = result.error.issues.map(({ path, message }) => [path.join('.'), message] as const);
  return { question: null, faults: new Map(faults) };
}
