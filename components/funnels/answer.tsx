'use client';

import { useState } from 'react';
import { ChartFrame } from '#components/charts/chart-frame';
import { LOST_BACKGROUND, OPEN_BACKGROUND } from '#components/charts/hatch';
import { FunnelColumns } from '#components/funnels/funnel-columns';
import { funnelPicture } from '#components/funnels/funnel-picture';
import { FunnelTable } from '#components/funnels/funnel-table';
import { Metric } from '#components/ui/metric';
import { Select } from '#components/ui/select';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';
import { formatMinute } from '#lib/core/format-time';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { type Basis, type Column, columnsOf } from '#lib/funnels/columns';
import { comparedInWords } from '#lib/funnels/comparison';
import { countInWords } from '#lib/funnels/count-in-words';
import { funnelMessage } from '#lib/funnels/message';
import { stepData } from '#lib/funnels/step-data';
import type { PeopleChoice } from '#lib/funnels/url-state';

interface AnswerProps {
  answer: FunnelAnswer;
  basis: Basis;
  onBasis: (basis: Basis) => void;
  onPeople: (choice: PeopleChoice) => void;
  title: string;
  definition: string;
  /** The zone whose days are meant. */
  timeZone: string;
  isStale: boolean;
}

/** The answer: one number, the columns, and the same as a table beneath. */
export function Answer(props: AnswerProps) {
  const { answer, basis, onBasis, onPeople, title, definition, timeZone, isStale } = props;
  const [active, setActive] = useState<number | null>(null);
  const columns = columnsOf(answer.funnel, basis, answer.compare?.funnel);
  const message = funnelMessage(columns, answer.unit, basis);
  const data = stepData(columns, answer.unit);
  return (
    <div className="flex flex-col gap-4">
      <ChartFrame
        title="Conversion"
        sentence={message}
        data={data}
        hasNoTable
        isStale={isStale}
        picture={({ sentence }) => funnelPicture(columns, { title, sentence, definition, unit: answer.unit })}
        controls={<BasisChoice answer={answer} basis={basis} onBasis={onBasis} />}
      >
        <div className="rounded-box border border-line bg-surface p-3 sm:p-4">
          <div className="mb-4 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
            <Overall answer={answer} columns={columns} basis={basis} timeZone={timeZone} />
            <Legend answer={answer} timeZone={timeZone} />
          </div>
          <FunnelColumns
            columns={columns}
            unit={answer.unit}
            onPeople={onPeople}
            active={active}
            onActive={setActive}
          />
        </div>
      </ChartFrame>
      <FunnelTable columns={columns} unit={answer.unit} onPeople={onPeople} />
      <Rule answer={answer} basis={basis} />
    </div>
  );
}

const BASES = [
  { value: 'closed', label: 'Rates: after one whole window' },
  { value: 'all', label: 'Rates: everybody so far' },
] as const;

function BasisChoice({ basis, onBasis }: Pick<AnswerProps, 'answer' | 'basis' | 'onBasis'>) {
  return <Select aria-label="Whose rates are shown" options={BASES} value={basis} onValueChange={onBasis} />;
}

interface OverallProps extends Pick<AnswerProps, 'answer' | 'basis' | 'timeZone'> {
  columns: Column[];
}

function Overall({ answer, columns, basis, timeZone }: OverallProps) {
  const last = columns.at(-1);
  if (!last) return null;
  const { rate, count, of, isTooFew } = last.fromStart;
  const which =
    basis === 'closed'
      ? 'who entered at least one window ago, so that each has had a whole one'
      : 'who entered, those still inside their window included';
  const explanation = (
    <>
      {formatCount(count)} of {countInWords(of, answer.unit)} {which}; entered from{' '}
      {formatMinute(answer.period.start)} until {formatMinute(answer.period.end)}.
    </>
  );
  return (
    <Metric
      label={`Reached ${last.name}`}
      value={isTooFew && rate !== null ? 'too few' : formatPercent(rate)}
      explanation={explanation}
      detail={
        <>
          {formatCount(count)} of {countInWords(of, answer.unit)}
          {last.ghost?.difference == null
            ? null
            : ` · ${formatPoints(last.ghost.difference)} against ${comparedInWords(answer, timeZone)}`}
        </>
      }
    />
  );
}

/** What the fills mean; only those that are on the page. */
function Legend({ answer, timeZone }: Pick<AnswerProps, 'answer' | 'timeZone'>) {
  const open = isOpen(answer);
  const items = [
    { name: 'reached', background: 'var(--series-1)', isShown: true },
    { name: 'still inside their window', background: OPEN_BACKGROUND, isShown: open },
    { name: 'lost', background: LOST_BACKGROUND, isShown: true },
  ];
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
      {items
        .filter(({ isShown }) => isShown)
        .map(({ name, background }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className="size-3 border border-edge" style={{ background }} />
            {name}
          </li>
        ))}
      {answer.compare ? (
        <li className="flex items-center gap-1.5">
          <span aria-hidden className="size-3 border-2 border-ink-2 border-dotted" />
          {comparedInWords(answer, timeZone)}
        </li>
      ) : null}
    </ul>
  );
}

/** The rule beside the number, and who is not in it. */
function Rule({ answer, basis }: { answer: FunnelAnswer; basis: Basis }) {
  return (
    <p className="max-w-prose text-14 text-ink-2">
      {answer.rule}
      {answer.excluded > 0
        ? ` Left out of every step by an exclusion: ${countInWords(answer.excluded, answer.unit)}.`
        : ''}
      {isOpen(answer)
        ? ` The last window of this period closes on ${formatMinute(lastWindowEnd(answer))}.`
        : ''}
      {isOpen(answer) && answer.compare && basis === 'all'
        ? ' What it is compared with has had more time: part of the difference is windows that are still open.'
        : ''}
    </p>
  );
}

function isOpen({ funnel }: FunnelAnswer): boolean {
  return funnel.some(({ pending }) => pending > 0);
}

function lastWindowEnd({ period, windowSeconds }: FunnelAnswer): Date {
  return new Date(Date.parse(period.end) + windowSeconds * 1000);
}
