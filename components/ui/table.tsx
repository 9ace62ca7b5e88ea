'use client';

import clsx from 'clsx';
import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react';
import { Fragment, type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { sortRows } from '#components/ui/sort-rows';
import { Tooltip } from '#components/ui/tooltip';

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, in digits of one width. */
  align?: 'start' | 'end';
  /** Makes the column sortable; nulls stay at the bottom in both directions. */
  sortBy?: (row: Row) => string | number | null;
  /** What the column means, on the header's hover, focus and tap. */
  hint?: string;
  /** Left out on narrow screens. */
  hideBelow?: 'sm' | 'md' | 'lg';
  /** A width class such as `w-40`. */
  width?: string;
  /** Reads as the row's name to screen readers. */
  isRowHeader?: boolean;
}

export interface Sort {
  columnId: string;
  direction: 'ascending' | 'descending';
}

interface TableProps<Row> {
  /** What the table shows; read out, and shown above when `isCaptionShown`. */
  caption: string;
  isCaptionShown?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  initialSort?: Sort;
  /** Opens beneath the row, by the button at its start. */
  details?: (row: Row) => ReactNode;
  /** Said in place of rows. */
  empty?: ReactNode;
  /** Old rows stay, dimmed, while new ones come. */
  isStale?: boolean;
  className?: string;
}

const HIDE = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden' };

const cellClass = <Row,>(column: Column<Row>) =>
  clsx(
    'px-3',
    column.align === 'end' ? 'text-right tabular-nums' : 'text-left',
    column.hideBelow && HIDE[column.hideBelow],
    column.width,
  );

/** Rows of 36 pixels under a head that stays; sorts, and opens details. Wider than its place, it scrolls by itself. */
export function Table<Row>({
  caption,
  isCaptionShown = false,
  columns,
  rows,
  rowKey,
  initialSort,
  details,
  empty,
  isStale = false,
  className,
}: TableProps<Row>) {
  const [sort, setSort] = useState<Sort | undefined>(initialSort);
  const sorted = useMemo(() => {
    const by = columns.find((column) => column.id === sort?.columnId)?.sortBy;
    return by && sort ? sortRows(rows, by, sort.direction) : rows;
  }, [rows, columns, sort]);
  const scroller = useRef<HTMLElement>(null);
  useReachableWhenScrolling(scroller);
  const span = columns.length + (details ? 1 : 0);
  return (
    <section
      ref={scroller}
      aria-label={caption}
      className={clsx('overflow-x-auto rounded-box border border-line bg-surface', className)}
    >
      <table className={clsx('w-full border-collapse text-14 transition-opacity', isStale && 'opacity-55')}>
        <caption className={isCaptionShown ? 'px-3 py-2 text-left font-medium' : 'sr-only'}>
          {caption}
        </caption>
        <thead>
          <tr className="h-9 border-line border-b">
            {details ? (
              <th className="w-9">
                <span className="sr-only">Details</span>
              </th>
            ) : null}
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={sort} onSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns} details={details} />
          ))}
          {rows.length === 0 ? (
            <tr>
              <td colSpan={span} className="px-3 py-6 text-center text-ink-2">
                {empty ?? 'Nothing here.'}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </section>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const direction = sort?.columnId === column.id ? sort.direction : undefined;
  // Numbers are looked at from the largest, words from the first letter.
  const first = column.align === 'end' ? 'descending' : 'ascending';
  const other = first === 'ascending' ? 'descending' : 'ascending';
  const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown;
  const head = column.sortBy ? (
    <button
      type="button"
      onClick={() => onSort({ columnId: column.id, direction: direction === first ? other : first })}
      className={clsx(
        'group/head -mx-1 inline-flex min-h-6 items-center gap-1 rounded-box px-1 font-medium hover:text-ink',
        // The arrow stands on the inner side, so that the word stays in line with its numbers.
        column.align === 'end' && 'flex-row-reverse',
      )}
    >
      {column.header}
      <Arrow
        aria-hidden
        size={12}
        className={
          direction ? '' : 'opacity-0 group-hover/head:opacity-55 group-focus-visible/head:opacity-55'
        }
      />
    </button>
  ) : (
    <span>{column.header}</span>
  );
  return (
    <th
      scope="col"
      aria-sort={direction}
      className={clsx(
        'sticky top-0 z-10 bg-surface font-medium text-12 text-ink-2 whitespace-nowrap',
        cellClass(column),
      )}
    >
      {column.hint ? (
        <Tooltip content={column.hint} isFocusable={!column.sortBy}>
          {head}
        </Tooltip>
      ) : (
        head
      )}
    </th>
  );
}

interface TableRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  details: ((row: Row) => ReactNode) | undefined;
}

function TableRow<Row>({ row, columns, details }: TableRowProps<Row>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Fragment>
      <tr className="h-9 border-line border-b last:border-b-0 hover:bg-hover/60">
        {details ? (
          <td className="w-9 pl-2">
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label="Details"
              onClick={() => setOpen(!isOpen)}
              className="inline-flex size-6 items-center justify-center rounded-box text-ink-3 hover:bg-hover hover:text-ink"
            >
              <ChevronRight
                aria-hidden
                size={14}
                className={clsx('transition-transform', isOpen && 'rotate-90')}
              />
            </button>
          </td>
        ) : null}
        {columns.map((column) =>
          column.isRowHeader ? (
            <th key={column.id} scope="row" className={clsx('font-medium', cellClass(column))}>
              {column.cell(row)}
            </th>
          ) : (
            <td key={column.id} className={cellClass(column)}>
              {column.cell(row)}
            </td>
          ),
        )}
      </tr>
      {details && isOpen ? (
        <tr className="border-line border-b bg-sunken">
          <td colSpan={columns.length + 1} className="px-4 py-3">
            {details(row)}
          </td>
        </tr>
      ) : null}
    </Fragment>
  );
}

/** What scrolls sideways must be reachable by keyboard; what does not must be no stop on the way. */
function useReachableWhenScrolling(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
}
