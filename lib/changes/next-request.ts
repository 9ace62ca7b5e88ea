import type { SavedChange } from '#lib/changes/answers';
import type { ChangeRequest } from '#lib/changes/schema';

interface Next {
  /** Why it is offered. */
  said: string;
  /** The deed, in a few words. */
  action: string;
  requestFor(reason: string): ChangeRequest;
}

/**
 * What the verdict on a change suggests: forward again after a rollback that changed nothing, back after a deploy that
 * made it worse. Null when nothing is to be done.
 */
export function nextRequest(change: SavedChange): Next | null {
  const { id, environment, verdict } = change;
  if (change.status !== 'done') return null;
  if (change.kind === 'rollback' && verdict?.verdict === 'unchanged') {
    return {
      said: 'The deploy was probably not the cause. You can go forward again to what was left, and look elsewhere.',
      action: 'Go forward again',
      requestFor: (reason) => ({ kind: 'forward', environment, reason, rollbackId: id }),
    };
  }
  if (change.kind === 'deploy' && verdict?.verdict === 'worse') {
    const targets = change.plan.map(({ function: name, alias, fromVersion }) => ({
      function: name,
      alias,
      toVersion: fromVersion,
    }));
    return {
      said: 'More calls fail than before the deploy. You can go back to the version before it.',
      action: 'Roll back',
      requestFor: (reason) => ({ kind: 'rollback', environment, reason, targets }),
    };
  }
  return null;
}
