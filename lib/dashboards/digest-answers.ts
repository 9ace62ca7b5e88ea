import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import type { Verdict } from '#lib/dashboards/digest-sentence';
import type { Tile } from '#lib/dashboards/schema';

/** What a digest draws for a tile: numbers only, so that a page and a mail can draw the same. */
export type DigestPicture =
  /** The steps of a funnel as shares of its first, null where nobody entered. */
  | { kind: 'steps'; steps: { name: string; count: number; now: number | null; before: number | null }[] }
  /** The days of the week beside those of the week before; null where there is none or it has not come. */
  | {
      kind: 'days';
      label: string;
      unit: PictureUnit;
      days: { date: string; now: number | null; before: number | null }[];
    }
  /** One value for each of the last weeks, by their Mondays. */
  | { kind: 'weeks'; label: string; unit: PictureUnit; weeks: WeekValue[] }
  | { kind: 'lifecycle'; weeks: LifecyclePoint[] };

export type PictureUnit = 'count' | 'seconds' | 'share';

interface WeekValue {
  start: string;
  value: number | null;
  /** The number may still grow. */
  isOpen: boolean;
}

export interface DigestItem {
  tileId: string;
  kind: Tile['kind'];
  /** Null for a text without a title. */
  title: string | null;
  /** What the numbers count. */
  definition: string | null;
  sayings: { verdict: Verdict | null; sentence: string }[];
  /** What the tile names was deleted. */
  isGone: boolean;
  picture: DigestPicture | null;
  /** The page that shows more, over the same week; null where there is none. */
  href: string | null;
}

export interface DigestWeek {
  /** `2026-W47`. */
  name: string;
  /** Its first and last day, `YYYY-MM-DD`. */
  firstDay: string;
  lastDay: string;
  /** The same half-open, ISO. */
  period: { start: string; end: string };
  isOver: boolean;
  previous: string;
  /** Null for the running week. */
  next: string | null;
}

/** A dashboard's tiles over one week beside the week before. */
export interface DigestAnswer {
  dashboard: { id: string; name: string };
  timeZone: string;
  week: DigestWeek;
  items: DigestItem[];
  computedAt: string;
  /** The newest event in the store, ISO; null when it is empty. */
  dataThrough: string | null;
}
