import { numbersBetween } from '#lib/adoption/bucket';
import { localDay, startOfLocalDay } from '#lib/adoption/local-day';
import type { OverviewQuery } from '#lib/adoption/schema';

/** Whoever used a feature has this many days to come back. */
export const RETURN_DAYS = 7;

const HOUR_MS = 3_600_000;

/** What a part of time is to the question; they follow each other, and any but `own` and `before` may be empty. */
export const SLICES = ['before', 'between', 'own', 'after'] as const;
export type Slice = (typeof SLICES)[number];

/** All in epoch milliseconds. */
export interface OverviewSpan {
  beforeStart: number;
  beforeEnd: number;
  start: number;
  end: number;
  /** When the last return that counts has happened, exclusive. */
  horizon: number;
}

/** A day of the zone, or the part of it that lies in one slice. */
export interface Cell {
  /** Counts from 0, in order of time. */
  number: number;
  /** Days since 1970. */
  day: number;
  slice: Slice;
}

/**
 * The period, the one before, and the days in which people may come back. While the period is still running, only
 * the same part of the one before is held against it: a whole week always has more users than half of one.
 */
export function overviewSpan({ from, to, timeZone }: OverviewQuery, now: number): OverviewSpan {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const passed = Math.floor(now / HOUR_MS) * HOUR_MS;
  const elapsed = (passed > start ? Math.min(end, passed) : end) - start;
  const beforeStart = start - (end - start);
  const lastReturn = localDay(end - 1, timeZone) + RETURN_DAYS;
  return {
    beforeStart,
    beforeEnd: beforeStart + elapsed,
    start,
    end,
    horizon: Math.max(end, startOfLocalDay(lastReturn + 1, timeZone)),
  };
}

/** The cells in order. The number of one is its day since the first, and one more for each slice that began before. */
export function overviewCells(span: OverviewSpan, timeZone: string): Cell[] {
  const firstDay = localDay(span.beforeStart, timeZone);
  return SLICES.flatMap((slice, place) => {
    const [from, to] = sliceOf(span, slice);
    if (to <= from) return [];
    return numbersBetween(localDay(from, timeZone), localDay(to - 1, timeZone)).map((day) => ({
      number: day - firstDay + place,
      day,
      slice,
    }));
  });
}

function sliceOf(span: OverviewSpan, slice: Slice): [number, number] {
  const { beforeStart, beforeEnd, start, end, horizon } = span;
  if (slice === 'before') return [beforeStart, beforeEnd];
  if (slice === 'between') return [beforeEnd, start];
  return slice === 'own' ? [start, end] : [end, horizon];
}
