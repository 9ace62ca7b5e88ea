import { periodOf } from '#lib/core/date-range';
import type { EventFilter } from '#lib/events/catalog-schema';
import { isRange, readRange } from '#lib/funnels/period';

export const PARTS = ['types', 'newest', 'properties', 'rejected'] as const;
export type Part = (typeof PARTS)[number];

/** What the page about events shows; all of it stands in the link. */
export interface EventsView {
  /** As in links to funnels: `7d`, or `2026-01-01..2026-01-31`. */
  range: string;
  type: string | null;
  feature: string | null;
  user: string | null;
  show: Part;
}

export const VIEW_KEYS = ['range', 'type', 'feature', 'user', 'show'] as const;
type ViewKey = (typeof VIEW_KEYS)[number];
export type ViewParameters = Partial<Record<ViewKey, string | null | undefined>>;

const DEFAULT_RANGE = '7d';
const MOST = { type: 64, feature: 128, user: 256 };

/** What a link says; what it does not say, or says wrongly, is as on a new page. */
export function readEventsView({ range, type, feature, user, show }: ViewParameters): EventsView {
  const text = (value: string | null | undefined, most: number) =>
    value && value.length <= most ? value : null;
  return {
    range: range && isRange(range) ? range : DEFAULT_RANGE,
    type: text(type, MOST.type),
    feature: text(feature, MOST.feature),
    user: text(user, MOST.user),
    show: PARTS.find((part) => part === show) ?? 'types',
  };
}

/** The inverse; null where the page is as a new one, so that links stay short. */
export function writeEventsView({ range, show, ...filter }: EventsView): Record<ViewKey, string | null> {
  return {
    ...filter,
    range: range === DEFAULT_RANGE ? null : range,
    show: show === 'types' ? null : show,
  };
}

/** The events that the page is about, as the API is asked for them. */
export function filterOf({ range, type, feature, user }: EventsView, now: number): EventFilter {
  return {
    ...periodOf(readRange(range), new Date(now)),
    ...(type === null ? {} : { type }),
    ...(feature === null ? {} : { feature }),
    ...(user === null ? {} : { userId: user }),
  };
}

/** A link to the events of a type in some days, such as the ones that a funnel counts; days are UTC, both included. */
export function eventsHref(view: Partial<Pick<EventsView, 'type' | 'feature' | 'range'>>): string {
  const written = writeEventsView({ ...readEventsView({}), ...view });
  const set = Object.entries(written).flatMap(([key, value]) =>
    value ? [[key, value] as [string, string]] : [],
  );
  return set.length === 0 ? '/events' : `/events?${new URLSearchParams(set)}`;
}
