import type { Rejection } from '#lib/core/rejections';
import { UnreadableLine } from '#lib/events/read-batch';

/** One event of a batch that was refused, as far as it can be named. */
export function rejectionOf(given: unknown, reason: string): Rejection {
  if (given instanceof UnreadableLine) return { isBatch: false, eventType: '', reason, given: given.text };
  const type = typeof given === 'object' && given !== null && 'type' in given ? given.type : undefined;
  return { isBatch: false, eventType: typeof type === 'string' ? type : '', reason, given };
}
