import { WORD_BITS, wordsSql } from '#lib/adoption/bit-words';
import { numbersBetween } from '#lib/adoption/bucket';
import { beforeSql, localDaySql, periodSql } from '#lib/adoption/day-sql';
import { type DefinedFeature, meaningsOf } from '#lib/adoption/kinds';
import { localDay } from '#lib/adoption/local-day';
import {
  type Cell,
  type OverviewSpan,
  overviewCells,
  RETURN_DAYS,
  type Slice,
} from '#lib/adoption/overview-cells';
import { type Fragment, sql } from '#lib/funnels/fragment';

export const OVERVIEW_COLUMNS = {
  place: 'integer',
  cell: 'integer',
  active: 'integer',
  activated: 'integer',
  returned: 'integer',
  starters: 'integer',
  starters_activated: 'integer',
  starters_returned: 'integer',
} as const;

/** The place of the rows that are about everybody, whatever they did. */
export const EVERYBODY = -1;

/**
 * Counts every feature and day, of the period and of the one before. The days on which someone tried or completed a
 * feature, or did anything at all, are the bits of a number; equal numbers are counted together, so that what follows
 * is about few rows. `starters` are those whose first day of the period (or of the one before) it is: their sums are
 * the users of the whole period.
 *
 * Everybody (`seen`) and the users of each feature (`tried`) are gathered apart: most events only tell that someone
 * was there, and grouping them by users alone takes a fraction of the time of grouping them by users and features.
 */
export function overviewSql(span: OverviewSpan, timeZone: string, features: DefinedFeature[]): Fragment {
  const cells = overviewCells(span, timeZone);
  const chunks = numbersBetween(0, chunkOf(cells.at(-1)?.number ?? 0));
  const counted = chunks.filter((chunk) =>
    cells.some((cell) => isCounted(cell) && chunkOf(cell.number) === chunk),
  );
  // What people complete after the period does not count.
  const own = (counted.at(-1) ?? 0) + 1;
  const seen = `select user_id, ${cellOfEventSql(span, timeZone)} as cell from events where ${periodSql(span.beforeStart, span.end)}`;
  return sql`with meanings (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt) as (values ${meaningsOf(features).table}),
seen as (select user_id, ${wordsSql('seen', 'cell', own)} from (${seen}) as placed group by user_id),
hits as (${hitsSql(span, timeZone, features)}),
tried as (select user_id, place, ${wordsSql('tried', 'case when is_attempt = 1 then cell end', chunks.length)}, ${wordsSql('done', 'case when is_complete = 1 then cell end', own)} from hits group by user_id, place),
alike as (${counted.map((chunk) => alikeSql(chunk, chunks.length, cells)).join('\n  union all ')}),
present as (${counted.map((chunk) => presentSql(chunk, cells)).join('\n  union all ')}),
cells (cell, chunk, bit, sooner, later, later_next, is_own) as (values ${cells
    .filter(isCounted)
    .map((cell) => cellSql(cell, cells))
    .join(', ')}),
days as (select place, cell, users, case when bitwise_and(done, bit) <> 0 then 1 else 0 end as is_activated,
    case when bitwise_and(tried, later) <> 0 or bitwise_and(ahead, later_next) <> 0 then 1 else 0 end as is_returned,
    case when bitwise_and(tried, sooner) = 0 and case when is_own = 1 then began_own else began_before end = 0 then 1 else 0 end as is_first,
    case when is_own = 1 then done_own else done_before end as is_done
  from alike join cells on cells.chunk = alike.chunk and bitwise_and(tried, bit) <> 0)
select place, cell, sum(users) as active, sum(users * is_activated) as activated, sum(users * is_returned) as returned,
  sum(users * is_first) as starters, sum(users * is_first * is_done) as starters_activated, sum(users * is_first * is_returned) as starters_returned
from days group by place, cell
union all
select ${EVERYBODY}, cell, count(*), 0, 0, count(case when bitwise_and(days, sooner) = 0 and case when is_own = 1 then began_own else began_before end = 0 then 1 end), 0, 0
from present join cells on cells.chunk = present.chunk and bitwise_and(days, bit) <> 0 group by cell`;
}

/** The number of the cell in which an event lies. */
function cellOfEventSql(
  { beforeStart, beforeEnd, start, end, horizon }: OverviewSpan,
  timeZone: string,
): string {
  const slice = `case when ${beforeSql(beforeEnd)} then 0 when ${beforeSql(start)} then 1 when ${beforeSql(end)} then 2 else 3 end`;
  return `${localDaySql(beforeStart, horizon, timeZone)} - ${localDay(beforeStart, timeZone)} + ${slice}`;
}

/** Attempts and completions, each with its cell and whose feature it is; after the period attempts alone. */
function hitsSql(span: OverviewSpan, timeZone: string, features: DefinedFeature[]): Fragment {
  const cell = cellOfEventSql(span, timeZone);
  const period = periodSql(span.beforeStart, span.horizon);
  const main = sql`select user_id, place, ${cell} as cell, is_complete, is_attempt
  from events join meanings on meanings.feature_name = events.feature_name and meanings.event_type = events.event_type
  where ${period} and (is_attempt = 1 or is_complete = 1 and ${beforeSql(span.end)})`;
  return meaningsOf(features).attempts.reduce(
    (all, { place, condition }) => sql`${all}
  union all select user_id, ${place}, ${cell}, 0, 1 from events where ${period} and ${condition}`,
    main,
  );
}

/** How many people of a feature have the same days in a chunk, and what else decides how they count. */
function alikeSql(chunk: number, chunkCount: number, cells: Cell[]): string {
  const began = (slice: Slice) => hasAnySql('tried', cells, slice, chunk);
  const completed = (slice: Slice) => hasAnySql('done', cells, slice, chunkCount);
  const next = cells.filter(
    ({ number }) => chunkOf(number) === chunk + 1 && number % WORD_BITS <= RETURN_DAYS + 3,
  );
  const ahead =
    chunk + 1 < chunkCount ? `bitwise_and(tried_${chunk + 1}, ${bitsOf(next)})` : 'cast(0 as bigint)';
  return `select place, ${chunk} as chunk, tried_${chunk} as tried, bitwise_and(tried_${chunk}, done_${chunk}) as done, ${ahead} as ahead,
    ${began('before')} as began_before, ${began('own')} as began_own, ${completed('before')} as done_before, ${completed('own')} as done_own, count(*) as users
  from tried where tried_${chunk} <> 0 group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;
}

/** Who did anything in a chunk, and whether they had begun in an earlier one. */
function presentSql(chunk: number, cells: Cell[]): string {
  const began = (slice: Slice) => hasAnySql('seen', cells, slice, chunk);
  return `select ${chunk} as chunk, seen_${chunk} as days, ${began('before')} as began_before, ${began('own')} as began_own from seen where seen_${chunk} <> 0`;
}

/** 1 for those who have any day of a slice in a chunk before the given one. */
function hasAnySql(
  column: 'tried' | 'done' | 'seen',
  cells: Cell[],
  slice: Slice,
  beforeChunk: number,
): string {
  const conditions = numbersBetween(0, beforeChunk - 1).flatMap((chunk) => {
    const own = cells.filter((cell) => cell.slice === slice && chunkOf(cell.number) === chunk);
    return own.length === 0 ? [] : [`bitwise_and(${column}_${chunk}, ${bitsOf(own)}) <> 0`];
  });
  return conditions.length === 0 ? '0' : `case when ${conditions.join(' or ')} then 1 else 0 end`;
}

/** A cell with the cells of its chunk that are sooner in its slice, and those in which people count as come back. */
function cellSql({ number, day, slice }: Cell, cells: Cell[]): string {
  const chunk = chunkOf(number);
  const sooner = cells.filter(
    (cell) => cell.slice === slice && cell.number < number && chunkOf(cell.number) === chunk,
  );
  const later = cells.filter(
    (cell) => cell.day > day && cell.day <= day + RETURN_DAYS && cell.number > number,
  );
  const laterIn = (which: number) => bitsOf(later.filter((cell) => chunkOf(cell.number) === which));
  const own = slice === 'own' ? 1 : 0;
  return `(${[number, chunk, bitsOf([{ number }]), bitsOf(sooner), laterIn(chunk), laterIn(chunk + 1), own].join(', ')})`;
}

function isCounted({ slice }: Cell): boolean {
  return slice === 'own' || slice === 'before';
}

function chunkOf(number: number): number {
  return Math.floor(number / WORD_BITS);
}

function bitsOf(cells: { number: number }[]): string {
  const bits = cells.reduce((all, { number }) => all | (1n << BigInt(number % WORD_BITS)), 0n);
  return `cast(${bits} as bigint)`;
}
