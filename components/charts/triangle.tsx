'use client';

import clsx from 'clsx';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { formatCount } from '#lib/core/format';

export interface TriangleCell {
  text: string;
  /** The whole number in words. */
  words: string;
  /** From 0 to 1, how strong the colour is; null for none. */
  strength: number | null;
  isComplete: boolean;
}

export interface TriangleRow {
  start: string;
  label: string;
  size: number;
  /** null: the time has not come. */
  cells: (TriangleCell | null)[];
}

interface TriangleProps {
  caption: string;
  columns: readonly string[];
  rows: readonly TriangleRow[];
  /** Somebody asks for the people of a cell, or with null of the whole cohort. */
  onSelect: (row: TriangleRow, column: number | null) => void;
}

/** Where a cell stands; column 0 is the cohort's size. */
interface Place {
  row: number;
  column: number;
}

const MOVES: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Cohorts by the time since they began. One stop for Tab: arrows walk through the cells, Home and End along a row,
 * Enter opens the people. What is not over yet is hatched, what has not come is empty.
 */
export function Triangle({ caption, columns, rows, onSelect }: TriangleProps) {
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextPlace(rows, at, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-place="${next.row}/${next.column}"]`)?.focus();
  };
  const props = { at, onPlace: setAt, onSelect };
  return (
    <div className="overflow-x-auto rounded-box border border-line bg-surface p-1">
      <table
        ref={table}
        aria-label={caption}
        onKeyDown={onKeyDown}
        className="w-full border-separate border-spacing-0.5 text-12 tabular-nums"
      >
        <Head columns={columns} />
        <tbody>
          {rows.map((row, index) => (
            <Row key={row.start} row={row} index={index} columns={columns} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const NAME = 'sticky left-0 z-10 bg-surface px-2 text-left font-medium whitespace-nowrap';

function Head({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr className="h-8 text-ink-2">
        <th scope="col" className={NAME}>
          Cohort
        </th>
        <th scope="col" className="px-2 text-right font-medium">
          Users
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" className="px-1 font-medium whitespace-nowrap">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface RowProps extends Pick<TriangleProps, 'columns' | 'onSelect'> {
  row: TriangleRow;
  index: number;
  at: Place;
  onPlace: (place: Place) => void;
}

function Row({ row, index, columns, at, onPlace, onSelect }: RowProps) {
  const stop = (column: number) => ({
    place: { row: index, column },
    isStop: at.row === index && at.column === column,
    onPlace,
    onSelect: () => onSelect(row, column === 0 ? null : column - 1),
  });
  return (
    <tr className="h-8">
      <th scope="row" className={NAME}>
        {row.label}
      </th>
      <td className="p-0">
        <CellButton {...stop(0)} words={`${row.label}: ${formatCount(row.size)} users began`} isEnd>
          {formatCount(row.size)}
        </CellButton>
      </td>
      {columns.map((column, place) => {
        const cell = row.cells[place] ?? null;
        return (
          <td key={column} className="min-w-14 p-0" style={cell ? groundOf(cell) : {}}>
            {cell && row.size > 0 ? (
              <CellButton {...stop(place + 1)} words={cell.words}>
                {cell.text}
              </CellButton>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}

interface CellButtonProps {
  place: Place;
  isStop: boolean;
  words: string;
  isEnd?: boolean;
  onPlace: (place: Place) => void;
  onSelect: () => void;
  children: string;
}

function CellButton({ place, isStop, words, isEnd = false, onPlace, onSelect, children }: CellButtonProps) {
  return (
    <button
      type="button"
      data-place={`${place.row}/${place.column}`}
      tabIndex={isStop ? 0 : -1}
      aria-label={`${words}. Show them.`}
      title={words}
      onFocus={() => onPlace(place)}
      onClick={onSelect}
      className={clsx(
        'h-8 w-full px-2 whitespace-nowrap hover:underline',
        isEnd ? 'text-right' : 'text-center',
      )}
    >
      {children}
    </button>
  );
}

/** The strongest colour is one on which the page's ink still reads. */
const STRONGEST = 45;
const OPEN =
  'repeating-linear-gradient(45deg, color-mix(in srgb, var(--ink-3) 30%, transparent) 0 1px, transparent 1px 5px)';

function groundOf({ strength, isComplete }: TriangleCell): CSSProperties {
  const share = Math.round((strength ?? 0) * STRONGEST);
  return {
    backgroundColor: `color-mix(in srgb, var(--series-1) ${share}%, transparent)`,
    ...(isComplete ? {} : { backgroundImage: OPEN }),
  };
}

/** Where a key leads; undefined when it leads nowhere. */
function nextPlace(rows: readonly TriangleRow[], at: Place, key: string): Place | undefined {
  const last = (rows[at.row]?.cells.findLastIndex((cell) => cell !== null) ?? -1) + 1;
  const [down, right] = MOVES[key] ?? [0, 0];
  const next =
    key === 'Home'
      ? { row: at.row, column: 0 }
      : key === 'End'
        ? { row: at.row, column: last }
        : { row: at.row + down, column: at.column + right };
  const row = rows[next.row];
  const isThere = next.column === 0 || (next.column > 0 && row?.size && row.cells[next.column - 1]);
  const isSame = next.row === at.row && next.column === at.column;
  return row && isThere && !isSame ? next : undefined;
}
