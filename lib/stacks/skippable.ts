import type { Stack, StackEvent, StackResource } from '#lib/core/stacks';
import { isOwn } from '#lib/stacks/was-whole';

/** A resource that a rollback could not take back. */
export interface Skippable {
  logicalId: string;
  type: string;
  /** Why it failed, in the words of its service. */
  reason: string;
}

/**
 * The resources that a continued rollback may skip: those that failed in the rollback itself. One that failed in the
 * update before it, or was only cancelled, is refused by CloudFormation.
 *
 * @param events the oldest first, at least since the rollback began.
 */
export function skippable(
  stack: Pick<Stack, 'id' | 'status'>,
  events: readonly StackEvent[],
  resources: readonly StackResource[],
): Skippable[] {
  if (stack.status !== 'UPDATE_ROLLBACK_FAILED') return [];
  const began = events.findLastIndex(
    (event) => isOwn(event, stack) && event.status === 'UPDATE_ROLLBACK_IN_PROGRESS',
  );
  if (began === -1) return [];
  const since = events.slice(began);
  return resources
    .filter(({ status }) => status === 'UPDATE_FAILED')
    .flatMap(({ logicalId, type, reason }) => {
      const last = since.findLast((event) => event.logicalId === logicalId);
      if (last?.status !== 'UPDATE_FAILED' || /cancell?ed/i.test(last.reason ?? '')) return [];
      return { logicalId, type, reason: last.reason ?? reason ?? '' };
    });
}
