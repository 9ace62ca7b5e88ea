import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { StackEvent } from '#lib/core/stacks';

interface Present {
  /** Null for a stack that is gone. */
  status: string | null;
  /** The newest event about the stack itself. */
  newest: Pick<StackEvent, 'id' | 'status' | 'token'> | null;
}

/** What has happened to a stack since its plan was made, in a sentence; null when the plan still holds. */
export function stackMovedSince(
  { stack, fromStatus, fromEventId }: Pick<PlannedStackRollback, 'stack' | 'fromStatus' | 'fromEventId'>,
  { status, newest }: Present,
): string | null {
  if (status === null) return `${stack} is gone.`;
  if (status !== fromStatus) return `${stack} is ${status}, and no longer ${fromStatus}.`;
  return newest?.id === fromEventId
    ? null
    : `${stack} is ${status} as it was, but something was done to it in between.`;
}
