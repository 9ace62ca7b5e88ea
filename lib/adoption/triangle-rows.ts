import type { RetentionCell, Triangle } from '#lib/adoption/retention';
import type { Range } from '#lib/adoption/retention-sql';
import { formatCount, formatPercent } from '#lib/core/format';
import { formatDay } from '#lib/core/format-time';
import { MIN_DENOMINATOR } from '#lib/funnels/columns';
import type { Interval } from '#lib/funnels/schema';

export type Figures = 'rates' | 'counts';

export interface TriangleCell {
  text: string;
  /** The whole number in words, for those who hear it or look closer. */
  words: string;
  /** From 0 to 1, the rate beside the highest one; null where too few make a rate, and where all began. */
  strength: number | null;
  isComplete: boolean;
}

export interface TriangleRow {
  /** The first day of the cohort's interval. */
  start: string;
  label: string;
  size: number;
  /** null: the time has not come. */
  cells: (TriangleCell | null)[];
}

/** The triangle without the columns whose time has come for no cohort. */
export function begun<T extends Triangle>(triangle: T): T {
  const isBegun = triangle.ranges.map((_, place) =>
    triangle.cohorts.some(({ cells }) => cells[place] != null),
  );
  const kept = <V>(list: readonly V[]) => list.filter((_, place) => isBegun[place]);
  return {
    ...triangle,
    ranges: kept(triangle.ranges),
    curve: kept(triangle.curve),
    cohorts: triangle.cohorts.map((cohort) => ({ ...cohort, cells: kept(cohort.cells) })),
  };
}

/** The columns' names: "Week 3", "Week 3 or later", "Weeks 1–3". */
export function rangeLabels(ranges: readonly Range[], interval: Interval): string[] {
  const name = interval.charAt(0).toUpperCase() + interval.slice(1);
  return ranges.map(({ first, last }) => {
    if (last === null) return `${name} ${first}+`;
    return first === last ? `${name} ${first}` : `${name}s ${first}–${last}`;
  });
}

/** The rows of the triangle as they are read, the oldest cohort first; empty cohorts have no rates. */
export function triangleRows(
  { ranges, cohorts }: Pick<Triangle, 'ranges' | 'cohorts'>,
  interval: Interval,
  figures: Figures,
): TriangleRow[] {
  const labels = rangeLabels(ranges, interval);
  const strongest = strongestRate({ ranges, cohorts });
  return cohorts.map(({ start, size, cells }) => {
    const label = cohortLabel(start, interval);
    return {
      start,
      label,
      size,
      cells: cells.map((cell, place) => {
        if (cell === null) return null;
        const strength = ranges[place]?.first === 0 || !strongest ? null : (cell.rate ?? 0) / strongest;
        return {
          text: textOf(cell, size, figures),
          words: wordsOf(cell, size, `${label}, ${labels[place]}`),
          strength: size < MIN_DENOMINATOR ? null : strength,
          isComplete: cell.isComplete,
        };
      }),
    };
  });
}

/** The highest rate that counts: that of the beginning is nearly everybody, and would leave the others pale. */
function strongestRate({ ranges, cohorts }: Pick<Triangle, 'ranges' | 'cohorts'>): number {
  const rates = cohorts
    .filter(({ size }) => size >= MIN_DENOMINATOR)
    .flatMap(({ cells }) => cells.map((cell, place) => (ranges[place]?.first === 0 ? 0 : (cell?.rate ?? 0))));
  return Math.max(0, ...rates);
}

/** "5 Jan 2026", "Jan 2026". */
function cohortLabel(start: string, interval: Interval): string {
  const day = formatDay(start);
  return interval === 'month' ? day.replace(/^\d+ /, '') : day;
}

function wordsOf({ users, rate, isComplete }: RetentionCell, size: number, where: string): string {
  const counted = size === 0 ? 'nobody began then' : `${formatCount(users)} of ${formatCount(size)}`;
  const share = size < MIN_DENOMINATOR ? '' : `, ${formatPercent(rate)}`;
  return `${where}: ${counted}${share}${isComplete ? '' : ', not over yet'}`;
}

function textOf({ users, rate }: RetentionCell, size: number, figures: Figures): string {
  if (size === 0) return '';
  if (figures === 'counts') return formatCount(users);
  // A rate of a handful says more about chance than about people.
  return size < MIN_DENOMINATOR ? `${users} of ${size}` : formatPercent(rate);
}

/** What the curve says, in a sentence. */
export function retentionMessage({ ranges, curve }: Triangle, interval: Interval): string {
  const labels = rangeLabels(ranges, interval);
  const solid = curve
    .map((point, place) => ({ ...point, label: labels[place] ?? '', range: ranges[place] }))
    .filter(({ of, range }) => of >= MIN_DENOMINATOR && range?.first !== 0);
  const [first] = solid;
  const last = solid.at(-1);
  if (!first || !last) return `Too few people have had a whole ${interval} to come back.`;
  const said = ({ label, rate, of }: typeof first) =>
    `${formatPercent(rate)} of ${formatCount(of)} in ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
  const later = first === last ? '' : `, ${said(last)}`;
  return `Came back, of those whose time for it is over: ${said(first)}${later}.`;
}

/** Every cell as a row of its own, exact, for the download. */
export function triangleData({ ranges, cohorts }: Triangle, interval: Interval) {
  const labels = rangeLabels(ranges, interval);
  const cells = cohorts.flatMap(({ start, size, cells: found }) =>
    found.flatMap((cell, place) =>
      cell ? [[start, size, labels[place] ?? '', cell.users, cell.rate, cell.isComplete ? 'yes' : 'no']] : [],
    ),
  );
  return { head: ['Cohort from', 'Users', 'When', 'Came back', 'Rate', 'Over'], rows: cells };
}
