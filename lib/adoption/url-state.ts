import type { BrokenBy } from '#lib/adoption/answers';
import { type DateRange, periodOf } from '#lib/core/date-range';
import { isTimeZone } from '#lib/core/time-zone';
import { isRange, readRange } from '#lib/funnels/period';
import { atom, readAtom } from '#lib/funnels/url-grammar';

/** What every page about adoption is asked; all of it stands in the link. */
export interface AdoptionView {
  /** `30d` for the last thirty days of the zone, today included, or `2026-01-01..2026-01-31`, both included. */
  range: string;
  timeZone: string;
  /** A property; null for everybody together. */
  breakdown: string | null;
  /** The one value of the breakdown that is looked at; null for everybody. */
  segment: BrokenBy | null;
  /** Whether the period before stands beside. */
  compare: boolean;
}

export const NEW_VIEW: AdoptionView = {
  range: '30d',
  timeZone: 'UTC',
  breakdown: null,
  segment: null,
  compare: true,
};

export const VIEW_KEYS = ['range', 'tz', 'breakdown', 'segment', 'compare'] as const;
export type ViewKey = (typeof VIEW_KEYS)[number];
export type ViewParameters = Record<ViewKey, string | null>;

const MAX_PROPERTY_LENGTH = 128;

// No value is written like these: brackets are escaped in one.
const NO_VALUE = '(none)';
const ALL_OTHERS = '(other)';

/** What a link says; what it does not say, or says wrongly, is as on a new page. */
export function readView(parameters: Partial<ViewParameters>): AdoptionView {
  const { range, tz, breakdown, segment, compare } = parameters;
  const property = breakdown && breakdown.length <= MAX_PROPERTY_LENGTH ? breakdown : null;
  return {
    range: range && isRange(range) ? range : NEW_VIEW.range,
    timeZone: tz && isTimeZone(tz) ? tz : NEW_VIEW.timeZone,
    breakdown: property,
    segment: property && segment ? readSegment(segment) : null,
    compare: compare !== '0',
  };
}

/** The inverse; null where the page is as a new one, so that links stay short. */
export function writeView(view: AdoptionView): ViewParameters {
  const { range, timeZone, breakdown, segment, compare } = view;
  return {
    range: range === NEW_VIEW.range ? null : range,
    tz: timeZone === NEW_VIEW.timeZone ? null : timeZone,
    breakdown,
    segment: breakdown && segment ? writeSegment(segment) : null,
    compare: compare ? null : '0',
  };
}

/** Whether two segments are one. */
export function isSameSegment(a: BrokenBy, b: BrokenBy): boolean {
  return writeSegment(a) === writeSegment(b);
}

function readSegment(text: string): BrokenBy {
  if (text === ALL_OTHERS) return { value: null, other: true };
  return { value: text === NO_VALUE ? null : readAtom(text) };
}

function writeSegment({ value, other }: BrokenBy): string {
  if (other) return ALL_OTHERS;
  return value === null ? NO_VALUE : atom(value);
}

/** A page about adoption with the same view, or with parts of it changed: `/adoption/cv?range=7d`. */
export function viewLink(path: string, view: AdoptionView): string {
  const given = Object.entries(writeView(view)).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const search = new URLSearchParams(given).toString();
  return search === '' ? path : `${path}?${search}`;
}

/** The page of one feature. */
export function featurePath(key: string): string {
  return `/adoption/${encodeURIComponent(key)}`;
}

/** What every question about adoption begins with; `from` and `to` are midnights of the zone. */
export function periodIn(
  { range, timeZone }: Pick<AdoptionView, 'range' | 'timeZone'>,
  now: Date,
): { from: string; to: string; timeZone: string } {
  const asked: DateRange = readRange(range);
  return { ...periodOf(asked, now, timeZone), timeZone };
}
