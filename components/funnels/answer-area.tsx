'use client';

import type { ReactNode } from 'react';
import { Answer } from '#components/funnels/answer';
import { BreakdownPanel } from '#components/funnels/breakdown-panel';
import { useIsLong } from '#components/funnels/counting';
import { EmptyAnswer } from '#components/funnels/empty-answer';
import { MetaLine } from '#components/funnels/meta-line';
import { OtherRulesPanel } from '#components/funnels/other-rules-panel';
import { PeopleSheet } from '#components/funnels/people-sheet';
import { TimeToConvertPanel } from '#components/funnels/time-to-convert-panel';
import { TrendPanel } from '#components/funnels/trend-panel';
import type { CountingState } from '#components/funnels/use-funnel-answer';
import { type FunnelView, useView } from '#components/funnels/use-view';
import { AnswerSkeleton } from '#components/funnels/workbench-skeleton';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { type Basis, columnsOf, MIN_DENOMINATOR } from '#lib/funnels/columns';
import { funnelMessage } from '#lib/funnels/message';
import type { FunnelQuestionInput } from '#lib/funnels/schema';
import type { PeopleChoice } from '#lib/funnels/url-state';

interface AnswerAreaProps {
  question: FunnelQuestionInput;
  counting: CountingState;
  title: string;
  definition: string;
  breakdown: string | null;
  /** The zone whose days are meant. */
  timeZone: string;
  /** The sentence above has changed and is not whole yet: this answers the one before. */
  isBehind: boolean;
}

/** The answer in each of its states: coming, there, old while the next one comes, stopped, refused, empty. */
export function FunnelAnswerArea(props: AnswerAreaProps) {
  const { counting, isBehind } = props;
  const { answer, error } = counting;
  const view = useView();
  return (
    <div className="flex flex-col gap-8">
      <Progress counting={counting} isBehind={isBehind} />
      {error && !counting.isCounting ? (
        <ErrorState error={error} doing="count the funnel" onRetry={counting.retry} />
      ) : null}
      {answer ? (
        <Answered {...props} answer={answer} view={view} />
      ) : counting.isCounting ? (
        <AnswerSkeleton />
      ) : null}
    </div>
  );
}

function Progress({ counting, isBehind }: { counting: CountingState; isBehind: boolean }) {
  const { answer, isCounting, isStopped, isStale } = counting;
  const isLong = useIsLong(isCounting);
  const message =
    answer && !isStale
      ? `Counted. ${funnelMessage(columnsOf(answer.funnel, 'all'), answer.unit, 'all')}`
      : '';
  return (
    <>
      <p role="status" className="sr-only">
        {message}
      </p>
      {isLong ? (
        <Floating>
          Counting …
          <Button size="small" onClick={counting.cancel}>
            Cancel
          </Button>
        </Floating>
      ) : null}
      {isStopped ? (
        <Floating>
          Stopped. {answer ? 'These are the numbers of the question before.' : ''}
          <Button size="small" onClick={counting.retry}>
            Count again
          </Button>
        </Floating>
      ) : null}
      {isBehind ? (
        <Floating>In grey: the answer to the last whole sentence. Finish the one above.</Floating>
      ) : null}
    </>
  );
}

/** Over the page rather than in it, so that nothing moves. */
function Floating({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="fixed bottom-4 left-1/2 z-20 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-3 rounded-box bg-surface px-3 py-1.5 shadow-raised"
    >
      {children}
    </div>
  );
}

function Answered(props: AnswerAreaProps & { answer: FunnelAnswer; view: FunnelView }) {
  const { question, answer, view, counting, title, definition, isBehind, breakdown, timeZone } = props;
  const stepNames = answer.funnel.map(({ name }) => name);
  const isStale = counting.isStale || isBehind;
  const basis = view.basis ?? defaultBasis(answer);
  if (answer.funnel[0]?.count === 0) return <EmptyAnswer answer={answer} timeZone={timeZone} />;
  const shared = { question, unit: answer.unit, stepNames };
  const last = stepNames.length;
  const fromStep = Math.min(view.timeFrom ?? 1, last - 1);
  return (
    <>
      <Answer
        answer={answer}
        basis={basis}
        onBasis={view.setBasis}
        onPeople={view.setPeople}
        title={title}
        definition={definition}
        timeZone={timeZone}
        isStale={isStale}
      />
      {answer.breakdown && breakdown ? (
        <BreakdownPanel
          answer={answer}
          breakdown={answer.breakdown}
          property={breakdown}
          basis={basis}
          timeZone={timeZone}
          isStale={isStale}
        />
      ) : null}
      <TrendPanel {...shared} timeZone={timeZone} interval={view.interval} onInterval={view.setInterval} />
      <TimeToConvertPanel
        {...shared}
        fromStep={fromStep}
        toStep={Math.min(Math.max(view.timeTo ?? last, fromStep + 1), last)}
        onSteps={view.setTimeSteps}
      />
      <OtherRulesPanel question={question} stepNames={stepNames} />
      <MetaLine meta={answer.meta} />
      {view.people && view.people.step <= last ? (
        <PeopleSheet
          {...shared}
          choice={view.people}
          count={countOf(answer, view.people)}
          countedAt={answer.meta.computedAt}
          onDisagree={counting.retry}
          onClose={() => view.setPeople(null)}
        />
      ) : null}
    </>
  );
}

/** Final figures, unless there are none worth showing yet. */
function defaultBasis({ funnel }: FunnelAnswer): Basis {
  const first = funnel[0];
  return first && first.matured.count < MIN_DENOMINATOR && first.count > first.matured.count
    ? 'all'
    : 'closed';
}

function countOf({ funnel }: FunnelAnswer, { step, outcome }: PeopleChoice): number | undefined {
  const result = funnel[step - 1];
  return outcome === 'converted' ? result?.count : result?.[outcome];
}
