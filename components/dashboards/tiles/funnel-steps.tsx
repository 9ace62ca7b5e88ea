'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { ChartFrame } from '#components/charts/chart-frame';
import { OPEN_BACKGROUND } from '#components/charts/hatch';
import { OpenLink } from '#components/dashboards/tiles/open-link';
import { funnelPicture } from '#components/funnels/funnel-picture';
import { PanelState } from '#components/funnels/panel-state';
import { ShareText } from '#components/funnels/share-text';
import { formatCount, formatPercent, formatPoints } from '#lib/core/format';
import type { FunnelAnswer } from '#lib/funnels/answers';
import { type Basis, type Column, columnsOf, MIN_DENOMINATOR } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import { funnelMessage } from '#lib/funnels/message';

interface FunnelStepsProps {
  title: string;
  href: string;
  answer: UseQueryResult<FunnelAnswer>;
}

/** A funnel as rows, one a step: they fit into half a page, on a phone and on paper. */
export function FunnelSteps({ title, href, answer }: FunnelStepsProps) {
  const { data, isPlaceholderData } = answer;
  const basis = data ? basisOf(data) : 'all';
  const columns = data ? columnsOf(data.funnel, basis, data.compare?.funnel) : [];
  const unit = data?.unit ?? 'user';
  const sentence = data ? funnelMessage(columns, unit, basis) : 'How far people come, step by step.';
  return (
    <ChartFrame
      title={title}
      sentence={sentence}
      data={dataOf(columns)}
      isStale={isPlaceholderData}
      picture={(words) => funnelPicture(columns, { ...words, definition: data?.rule ?? '', unit })}
      controls={<OpenLink href={href} />}
    >
      <PanelState query={answer} doing="count the funnel" height="h-60">
        {() => (
          <ol className="flex flex-col gap-3">
            {columns.map((column) => (
              <Row key={column.number} column={column} unit={unit} />
            ))}
          </ol>
        )}
      </PanelState>
    </ChartFrame>
  );
}

function Row({ column, unit }: { column: Column; unit: FunnelAnswer['unit'] }) {
  const { number, name, height, ghost, fromStart, count, pending } = column;
  return (
    <li>
      <span className="mb-1 flex items-end justify-between gap-3">
        <span className="truncate" title={name}>
          <span className="text-ink-3 tabular-nums">{number}</span> {name}
        </span>
        <span className="shrink-0 text-12 text-ink-2 tabular-nums">
          {countInWords(count, unit)}
          {pending > 0 ? `, ${formatCount(pending)} open` : ''}
        </span>
      </span>
      <span className="flex items-center gap-3">
        <span className="relative flex h-6 grow bg-sunken">
          <span className="bg-series-1" style={{ width: `${height.reached * 100}%` }} />
          <span style={{ width: `${height.pending * 100}%`, background: OPEN_BACKGROUND }} />
          {ghost && number > 1 ? (
            <span
              className="absolute -inset-y-0.5 left-0 border-2 border-ink-2 border-dotted"
              style={{ width: `${Math.min(100, ghost.height * 100)}%` }}
            />
          ) : null}
        </span>
        <span className="w-16 shrink-0 text-right tabular-nums">
          <span className="block font-semibold leading-4">
            <ShareText share={fromStart} />
          </span>
          <span className="block text-12 text-ink-3">
            {ghost?.difference != null && number > 1 ? formatPoints(ghost.difference) : 'start'}
          </span>
        </span>
      </span>
    </li>
  );
}

/** Final figures, unless there are none worth showing yet. */
export function basisOf({ funnel }: FunnelAnswer): Basis {
  const first = funnel[0];
  const isEarly = first && first.matured.count < MIN_DENOMINATOR && first.count > first.matured.count;
  return isEarly ? 'all' : 'closed';
}

function dataOf(columns: Column[]) {
  const cells = columns.map(({ number, name, count, pending, fromPrevious, fromStart }) => ({
    words: [`${number} ${name}`],
    numbers: [count, pending],
    rates: [fromPrevious.rate, fromStart.rate],
  }));
  return {
    head: ['Step', 'Reached', 'Still open', 'From the step before', 'From the start'],
    rows: cells.map(({ words, numbers, rates }) => [
      ...words,
      ...numbers.map(formatCount),
      ...rates.map(formatPercent),
    ]),
    exact: cells.map(({ words, numbers, rates }) => [...words, ...numbers, ...rates]),
  };
}
