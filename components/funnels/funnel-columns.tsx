'use client';

import clsx from 'clsx';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { LOST_BACKGROUND, OPEN_BACKGROUND } from '#components/charts/hatch';
import { ColumnDetails } from '#components/funnels/column-details';
import { ShareText } from '#components/funnels/share-text';
import { StepConnector } from '#components/funnels/step-connector';
import { Tooltip } from '#components/ui/tooltip';
import { formatCount, formatPoints } from '#lib/core/format';
import { nextPart, partLabel, partsOf } from '#lib/funnels/column-parts';
import type { Column } from '#lib/funnels/columns';
import { countInWords } from '#lib/funnels/count-in-words';
import type { PeopleChoice, Unit } from '#lib/funnels/url-state';

type Outcome = PeopleChoice['outcome'];

interface FunnelColumnsProps {
  columns: Column[];
  unit: Unit;
  onPeople: (choice: PeopleChoice) => void;
  /** The step that is looked at, here or in the table beneath; the other one marks it too. */
  active: number | null;
  onActive: (step: number | null) => void;
}

/**
 * One column a step, on one scale: what was reached is solid, what may still come hatched, what was lost dotted. On a
 * narrow screen the columns lie down. One stop for Tab; arrows move between columns and between parts.
 */
export function FunnelColumns({ columns, unit, onPeople, active, onActive }: FunnelColumnsProps) {
  const list = useRef<HTMLOListElement>(null);
  const [stop, setStop] = useState('1.converted');
  const parts = columns.flatMap((column) =>
    partsOf(column).map(({ outcome }) => `${column.number}.${outcome}`),
  );
  const tabStop = parts.includes(stop) ? stop : parts[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPart(event.key, tabStop ?? '', columns);
    if (!next) return;
    event.preventDefault();
    setStop(next);
    list.current?.querySelector<HTMLElement>(`[data-part="${next}"]`)?.focus();
  };
  return (
    <ol
      ref={list}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onActive(null)}
      className="flex max-sm:flex-col sm:overflow-x-auto sm:pb-1"
    >
      {columns.map((column) => (
        <li
          key={column.number}
          onPointerEnter={() => onActive(column.number)}
          className={clsx(
            'flex max-sm:flex-col',
            column.number === 1 ? 'sm:min-w-24 sm:max-w-60 sm:flex-3' : 'sm:min-w-44 sm:max-w-80 sm:flex-5',
          )}
        >
          {column.previousNumber === null ? null : <StepConnector column={column} />}
          <div
            className={clsx(
              'grid grow content-start gap-x-3 gap-y-1.5 rounded-box px-2 py-2 transition-colors sm:min-w-24 sm:flex-3',
              'max-sm:grid-cols-[1fr_auto] max-sm:[grid-template-areas:"name_rate"_"bar_bar"] [grid-template-areas:"rate"_"bar"_"name"]',
              active === column.number && 'bg-sunken',
            )}
          >
            <Rate column={column} />
            <Bar
              column={column}
              unit={unit}
              tabStop={tabStop}
              onFocusPart={(part) => {
                setStop(part);
                onActive(column.number);
              }}
              onPeople={onPeople}
            />
            <Name column={column} unit={unit} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Rate({ column }: { column: Column }) {
  return (
    <div className="[grid-area:rate] max-sm:text-right">
      <div className="font-semibold text-16 tabular-nums">
        <ShareText share={column.fromStart} />
      </div>
      <div className="text-12 text-ink-3 tabular-nums">
        {column.number === 1 ? 'start' : 'of start'}
        {column.ghost?.difference != null && column.number > 1 ? (
          <span className="ml-1 text-ink-2">{formatPoints(column.ghost.difference)}</span>
        ) : null}
      </div>
    </div>
  );
}

function Name({ column, unit }: { column: Column; unit: Unit }) {
  return (
    <div className="min-w-0 [grid-area:name]">
      <div className="line-clamp-2 font-medium text-14" title={column.name}>
        <span className="text-ink-3 tabular-nums">{column.number}</span> {column.name}
        {column.isOptional ? <span className="font-normal text-12 text-ink-3"> optional</span> : null}
      </div>
      <div className="text-12 text-ink-2 tabular-nums">{countInWords(column.count, unit)}</div>
    </div>
  );
}

interface BarProps {
  column: Column;
  unit: Unit;
  tabStop: string | undefined;
  onFocusPart: (part: string) => void;
  onPeople: (choice: PeopleChoice) => void;
}

const LOOKS: Record<Outcome, string> = {
  converted: 'bg-series-1',
  pending: 'border border-series-1',
  dropped: 'border border-edge border-dashed',
};

const BACKGROUNDS: Partial<Record<Outcome, string>> = { pending: OPEN_BACKGROUND, dropped: LOST_BACKGROUND };

function Bar({ column, unit, tabStop, onFocusPart, onPeople }: BarProps) {
  return (
    <div className="relative flex border-ink-3 max-sm:h-10 max-sm:border-l sm:h-64 sm:flex-col-reverse sm:border-b [grid-area:bar]">
      {partsOf(column).map(({ outcome, size, count }) => {
        const part = `${column.number}.${outcome}`;
        return (
          <div
            key={outcome}
            style={{ '--size': percent(size) } as CSSProperties}
            className="min-h-0.5 max-sm:w-(--size) max-sm:min-w-0.5 sm:h-(--size)"
          >
            <Tooltip content={<ColumnDetails column={column} unit={unit} />} className="size-full">
              <button
                type="button"
                data-part={part}
                tabIndex={part === tabStop ? 0 : -1}
                onFocus={() => onFocusPart(part)}
                onClick={() => onPeople({ step: column.number, outcome })}
                aria-label={partLabel(column, outcome, count, unit)}
                style={BACKGROUNDS[outcome] ? { background: BACKGROUNDS[outcome] } : undefined}
                className={clsx(
                  'flex size-full items-start justify-center overflow-hidden text-12 focus-visible:z-10 hover:brightness-110',
                  LOOKS[outcome],
                )}
              >
                {outcome !== 'converted' && size > 0.14 ? (
                  <span
                    aria-hidden
                    className={clsx(
                      'm-1 rounded-box bg-surface px-1 text-ink tabular-nums',
                      size < 0.34 && 'max-sm:hidden',
                    )}
                  >
                    {formatCount(count)} {outcome === 'dropped' ? 'lost' : 'open'}
                  </span>
                ) : null}
              </button>
            </Tooltip>
          </div>
        );
      })}
      <Overlay column={column} />
    </div>
  );
}

/** The period before as an outline, and the interval as a whisker; both only to look at. */
function Overlay({ column: { ghost, whisker, number } }: { column: Column }) {
  const placed = 'pointer-events-none absolute';
  return (
    <>
      {ghost && number > 1 ? (
        <div
          style={{ '--size': percent(ghost.height) } as CSSProperties}
          className={clsx(
            placed,
            'border-2 border-ink-2 border-dotted max-sm:inset-y-0 max-sm:left-0 max-sm:w-(--size) sm:-inset-x-1.5 sm:bottom-0 sm:h-(--size)',
          )}
        />
      ) : null}
      {whisker ? (
        <div
          style={
            { '--from': percent(whisker[0]), '--size': percent(whisker[1] - whisker[0]) } as CSSProperties
          }
          className={clsx(
            placed,
            'border-ink before:absolute before:border-ink',
            'max-sm:top-1/2 max-sm:left-(--from) max-sm:h-2.5 max-sm:w-(--size) max-sm:-translate-y-1/2 max-sm:border-x-2 max-sm:before:top-1/2 max-sm:before:w-full max-sm:before:border-t-2',
            'sm:bottom-(--from) sm:left-1/2 sm:h-(--size) sm:w-2.5 sm:-translate-x-1/2 sm:border-y-2 sm:before:left-1/2 sm:before:h-full sm:before:-translate-x-1/2 sm:before:border-l-2',
          )}
        />
      ) : null}
    </>
  );
}

function percent(fraction: number): string {
  return `${Math.min(100, fraction * 100)}%`;
}
