import type { Actor } from '#lib/core/actor';
import { type ItemId, itemOf } from '#lib/incidents/checklist';

export type ItemState = 'open' | 'ticked' | 'waived';

/** What the product saw when it last looked at an item that it can see for itself. */
export interface Look {
  result: 'not_yet' | 'unable';
  why: string;
}

interface Decision {
  item: ItemId;
  from: ItemState;
  to: ItemState;
  reason: string;
  look: Look | null;
}

/**
 * Why somebody may not decide an item so; null when he may. Ticks are a person's word, so a token gives none. What the
 * product sees for itself nobody ticks in its place, unless it said that it is unable to see.
 */
export function whyNotDecide(
  actor: Pick<Actor, 'kind'>,
  { item, from, to, reason, look }: Decision,
): string | null {
  if (actor.kind !== 'person') {
    return 'A tick, a waiver and their taking back are the word of a person; a service token has none.';
  }
  if (from === to) return `It is ${to} already.`;
  if (to === 'waived' && from === 'ticked') return 'It is ticked; open it again before it is waived.';
  if (to === 'ticked' && from === 'waived') return 'It is waived; open it again before it is ticked.';
  if (to !== 'ticked' && reason.trim() === '') {
    return to === 'waived' ? 'Say why it is waived.' : 'Say why it is opened again.';
  }
  if (to !== 'ticked' || !itemOf(item).isSeen) return null;
  if (look?.result === 'unable') {
    return reason.trim() === '' ? `Say how you know. The product cannot see it: ${look.why}` : null;
  }
  return `The product ticks it as soon as it sees that it holds. ${look?.why ?? 'It has not looked yet.'}`;
}
