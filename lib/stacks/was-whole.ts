import type { Stack, StackEvent } from '#lib/core/stacks';
import { WHOLE } from '#lib/stacks/way-back';

const BEGINNINGS = ['CREATE_IN_PROGRESS', 'REVIEW_IN_PROGRESS', 'IMPORT_IN_PROGRESS'];

/** Whether an event is about the stack itself, and not about something in it. */
export function isOwn({ physicalId }: StackEvent, { id }: Pick<Stack, 'id'>): boolean {
  return physicalId === id;
}

/** Whether an event, the newest of its kind, settles if its stack ever was whole: a whole state, or its beginning. */
export function tellsOfWhole(event: StackEvent, stack: Pick<Stack, 'id'>): boolean {
  return isOwn(event, stack) && (WHOLE.has(event.status) || BEGINNINGS.includes(event.status));
}

/**
 * Whether a stack ever was whole, by the newest event that tells. Null without one: AWS keeps events for 90 days.
 */
export function wasWhole(newest: StackEvent | null): boolean | null {
  return newest === null ? null : WHOLE.has(newest.status);
}
