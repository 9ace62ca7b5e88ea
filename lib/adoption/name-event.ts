import type { FeatureDraft } from '#lib/adoption/feature-draft';

export const EVENT_MEANINGS = ['view', 'use', 'complete', 'share', 'conversion', 'revenue'] as const;
export type EventMeaning = (typeof EVENT_MEANINGS)[number];

interface SeenEvent {
  type: string;
  feature: string | null;
}

/** What an event can mean to a feature: events of other features or of none can only be what it leads to. */
export function meaningsFor(key: string, event: SeenEvent): EventMeaning[] {
  return event.feature === key ? [...EVENT_MEANINGS] : ['conversion', 'revenue'];
}

/** The definition with one more event under a meaning. */
export function withEvent(draft: FeatureDraft, event: SeenEvent, meaning: EventMeaning): FeatureDraft {
  if (meaning !== 'conversion' && meaning !== 'revenue') {
    return { ...draft, [meaning]: added(draft[meaning], event.type) };
  }
  const { types, feature } = draft[meaning];
  // The first one says of which feature; an event of another makes it any.
  const ofFeature = types.length === 0 || feature === event.feature ? event.feature : null;
  return { ...draft, [meaning]: { types: added(types, event.type), feature: ofFeature } };
}

function added(types: string[], type: string): string[] {
  return types.includes(type) ? types : [...types, type];
}
