import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { StackEvent } from '#lib/core/stacks';
import { wayBack } from '#lib/stacks/way-back';

/**
 * The events of one operation on a stack, the oldest first: those that carry its token. Where AWS accepted the call
 * and gave none the token, everything after the plan's event is taken for it, because a stack does one thing at a time.
 */
export function eventsOfOperation(
  planned: Pick<PlannedStackRollback, 'fromEventId'>,
  events: readonly StackEvent[],
  token: string,
): StackEvent[] {
  const own = events.filter((event) => event.token === token);
  if (own.length > 0) return own;
  const from = events.findIndex(({ id }) => id === planned.fromEventId);
  return events.slice(from + 1);
}

/** How an operation ended, by its events; null while it has not. */
export function stackRollbackEnd(
  { stack, stackId }: Pick<PlannedStackRollback, 'stack' | 'stackId'>,
  events: readonly StackEvent[],
): { status: 'done' | 'failed'; finalStatus: string; sentence: string } | null {
  const last = events.find(
    ({ physicalId, status }) => physicalId === stackId && !status.endsWith('_IN_PROGRESS'),
  );
  if (!last) return null;
  const { means, advice } = wayBack({ status: last.status, rootId: null }, null);
  if (last.status === 'UPDATE_ROLLBACK_COMPLETE') {
    return { status: 'done', finalStatus: last.status, sentence: `${stack} is ${last.status}. ${means}` };
  }
  const reason = last.reason === null ? '' : ` AWS says: ${last.reason}`;
  return {
    status: 'failed',
    finalStatus: last.status,
    sentence: `${stack} is ${last.status}. ${means}${reason} ${advice}`,
  };
}

/** An event as those who watch are told of it. */
export function eventSentence({ logicalId, type, status, reason }: StackEvent): string {
  const why = reason === null ? '' : `: ${reason}`;
  return `${logicalId} (${type.replace('AWS::', '')}) is ${status}${why}`;
}
