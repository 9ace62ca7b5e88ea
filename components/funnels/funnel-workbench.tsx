'use client';

import { useMemo, useState } from 'react';
import { FunnelAnswerArea } from '#components/funnels/answer-area';
import { FunnelActions } from '#components/funnels/funnel-actions';
import { SentenceBuilder } from '#components/funnels/sentence-builder';
import { useCatalog } from '#components/funnels/use-catalog';
import { useFunnelAnswer } from '#components/funnels/use-funnel-answer';
import { useQuestion } from '#components/funnels/use-question';
import { Badge } from '#components/ui/badge';
import { PageHeader } from '#components/ui/page-header';
import { periodOf } from '#lib/core/date-range';
import type { SavedFunnel } from '#lib/funnels/answers';
import { definitionSentence } from '#lib/funnels/definition-sentence';
import { draftOf } from '#lib/funnels/draft';
import { readRange } from '#lib/funnels/period';
import { NEW_DRAFT } from '#lib/funnels/url-state';

interface FunnelWorkbenchProps {
  /** Null for a funnel that is not saved yet. */
  saved: SavedFunnel | null;
  now: number;
  mayEdit: boolean;
}

/** The page of a funnel: the sentence, the answer, and how it was made. */
export function FunnelWorkbench({ saved, now, mayEdit }: FunnelWorkbenchProps) {
  const base = useMemo(() => (saved ? draftOf(saved.definition) : NEW_DRAFT), [saved]);
  const state = useQuestion(base, now);
  const { draft, question, change } = state;
  const asked = useLastKnown(question);
  const counting = useFunnelAnswer(asked);
  const { range, timeZone } = draft;
  const period = useMemo(() => periodOf(readRange(range), new Date(now), timeZone), [range, timeZone, now]);
  const catalog = useCatalog(period);
  const faults = useMemo(
    () => new Map([...counting.faults, ...state.faults]),
    [counting.faults, state.faults],
  );
  const title = saved?.name ?? 'New funnel';
  const sentence = definitionSentence(draft);
  return (
    <>
      <PageHeader
        title={title}
        parents={[{ label: 'Funnels', href: '/funnels' }]}
        subtitle={sentence}
        marks={saved && state.isEdited ? <Badge tone="attention">edited</Badge> : null}
        actions={<FunnelActions saved={saved} state={state} mayEdit={mayEdit} />}
      />
      <SentenceBuilder
        draft={draft}
        onChange={change}
        catalog={catalog}
        faults={faults}
        emptySteps={question && counting.answer ? counting.answer.emptySteps : []}
      />
      {asked ? (
        <FunnelAnswerArea
          question={asked}
          counting={counting}
          title={title}
          definition={sentence}
          timeZone={timeZone}
          breakdown={asked.breakdown ?? null}
          isBehind={question === null}
        />
      ) : (
        <p className="rounded-box border border-line border-dashed px-6 py-10 text-center text-ink-2">
          Once the sentence above is whole, its answer appears here.
        </p>
      )}
    </>
  );
}

/** The last value that was there: an answer stays while the next question is still half written. */
function useLastKnown<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
