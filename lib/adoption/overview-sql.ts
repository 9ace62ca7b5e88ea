import { numbersBetween } from '#lib/adoption/bucket';
import { localDaySql, periodSql, timestampSql } from '#lib/adoption/day-sql';
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

// As many days as a bigint has bits that every engine can shift into.
const CHUNK = 62;

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
 * Counts every feature and day, of the period and of the one before, in one pass over the events. The days on which
 * someone tried or completed a feature are the bits of a number; equal numbers are counted together, so that what
 * follows is about few rows. `starters` are those whose first day of the period (or of the one before) it is: their
 * sums are the users of the whole period.
 */
export function overviewSql(span: OverviewSpan, timeZone: string, features: DefinedFeature[]): Fragment {
  const cells = overviewCells(span, timeZone);
  const last = cells.at(-1)?.number ?? 0;
  const chunks = numbersBetween(0, Math.floor(last / CHUNK));
  return sql`with meanings (feature_name, event_type, place, is_view, is_use, is_complete, is_share, is_attempt) as (values ${meaningsOf(features).table}),
hits as (${hitsSql(span, timeZone, features)}),
marks as (select user_id, place, cell / ${CHUNK} as chunk, bitwise_left_shift(cast(1 as bigint), cast(cell % ${CHUNK} as integer)) as bit, is_complete, is_attempt from hits),
sets as (select user_id, place, chunk, bitwise_or_agg(bit) as seen, bitwise_or_agg(case when is_attempt = 1 then bit else 0 end) as tried, bitwise_or_agg(case when is_complete = 1 then bit else 0 end) as done
  from marks group by user_id, place, chunk),
people as (select user_id, place, ${chunks.map((c) => `${ofChunk(c, 'tried')} as tried_${c}, ${ofChunk(c, 'done')} as done_${c}`).join(', ')} from sets where place is not null group by user_id, place
  union all select user_id, ${EVERYBODY}, ${chunks.map((c) => `${ofChunk(c, 'seen')}, 0`).join(', ')} from sets group by user_id),
alike as (${chunks.map((chunk) => alikeSql(chunk, chunks.length, cells)).join('\n  union all ')}),
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
from days group by place, cell`;
}

/** Every event with its cell and what it means to a feature; after the period attempts alone. */
function hitsSql(span: OverviewSpan, timeZone: string, features: DefinedFeature[]): Fragment {
  const { beforeStart, beforeEnd, start, end, horizon } = span;
  const day = localDaySql(beforeStart, horizon, timeZone);
  const slice = `case when event_time < ${timestampSql(beforeEnd)} then 0 when event_time < ${timestampSql(start)} then 1 when event_time < ${timestampSql(end)} then 2 else 3 end`;
  const cell = `${day} - ${localDay(beforeStart, timeZone)} + ${slice}`;
  const period = periodSql(beforeStart, horizon);
  const main = sql`select user_id, place, ${cell} as cell, is_complete, is_attempt
  from events left join meanings on meanings.feature_name = events.feature_name and meanings.event_type = events.event_type
  where ${period} and (event_time < ${timestampSql(end)} or is_attempt = 1)`;
  return meaningsOf(features).attempts.reduce(
    (all, { place, condition }) => sql`${all}
  union all select user_id, ${place}, ${cell}, 0, 1 from events where ${period} and ${condition}`,
    main,
  );
}

function ofChunk(chunk: number, column: string): string {
  const aggregate = column === 'seen' ? 'bitwise_or_agg' : 'max';
  return `${aggregate}(case when chunk = ${chunk} then ${column} else cast(0 as bigint) end)`;
}

/** How many people of a feature have the same days in a chunk, and what else decides how they count. */
function alikeSql(chunk: number, chunkCount: number, cells: Cell[]): string {
  const began = (slice: Slice) => hasAnySql('tried', cells, slice, chunk);
  const completed = (slice: Slice) => hasAnySql('done', cells, slice, chunkCount);
  const next = cells.filter(
    ({ number }) => chunkOf(number) === chunk + 1 && number % CHUNK <= RETURN_DAYS + 3,
  );
  const ahead =
    chunk + 1 < chunkCount ? `bitwise_and(tried_${chunk + 1}, ${bitsOf(next)})` : 'cast(0 as bigint)';
  return `select place, ${chunk} as chunk, tried_${chunk} as tried, bitwise_and(tried_${chunk}, done_${chunk}) as done, ${ahead} as ahead,
    ${began('before')} as began_before, ${began('own')} as began_own, ${completed('before')} as done_before, ${completed('own')} as done_own, count(*) as users
  from people where tried_${chunk} <> 0 group by 1, 2, 3, 4, 5, 6, 7, 8, 9`;
}

/** 1 for those who have any day of a slice in a chunk before the given one. */
function hasAnySql(column: 'tried' | 'done', cells: Cell[], slice: Slice, beforeChunk: number): string {
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
  return Math.floor(number / CHUNK);
}

function bitsOf(cells: { number: number }[]): string {
  const bits = cells.reduce((all, { number }) => all | (1n << BigInt(number % CHUNK)), 0n);
  return `cast(${bits} as bigint)`;
}
