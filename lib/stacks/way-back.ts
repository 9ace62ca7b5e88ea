import type { Stack } from '#lib/core/stacks';

/** The three calls by which CloudFormation takes something back. */
export type StackAction = 'rollback' | 'continue' | 'cancel';

/**
 * `whole` is as its template says, `moving` changes by itself, `stuck` waits for somebody, `empty` has nothing in it
 * that could be taken back, `unknown` is a status that did not exist when this was written.
 */
export type StackPhase = 'whole' | 'moving' | 'stuck' | 'empty' | 'unknown';

export interface WayBack {
  phase: StackPhase;
  /** The one call that takes it back from here; null where there is none. */
  action: StackAction | null;
  /** What the status means. */
  means: string;
  /** What can be done, and what not. */
  advice: string;
}

const NO_CALL =
  'No call takes a whole stack back: deploy the template and the parameters from before, through a change set.';
const WAIT = 'Wait until it is done.';
const DELETE_ONLY = 'It can only be deleted, and then made anew.';

/** Every status of a stack. Source: CloudFormation's API, `StackStatus`, and its guide on stack failure options. */
const STATUSES: Record<string, WayBack> = {
  CREATE_IN_PROGRESS: moving('It is being made.', `${WAIT} There is nothing to go back to.`),
  CREATE_FAILED: {
    phase: 'stuck',
    action: 'rollback',
    means: 'Its creation failed, and what was made was left.',
    advice: 'Roll it back to the last state in which it was whole.',
  },
  CREATE_COMPLETE: whole('It is as its template says.'),
  ROLLBACK_IN_PROGRESS: moving(
    'Its creation failed; what was made is being deleted.',
    `${WAIT} Then it can only be deleted.`,
  ),
  ROLLBACK_FAILED: empty('Its creation failed, and so did the removal of what was made.', DELETE_ONLY),
  ROLLBACK_COMPLETE: empty('Its creation failed and everything was removed; no update failed.', DELETE_ONLY),
  DELETE_IN_PROGRESS: moving('It is being deleted.', 'Nothing stops this.'),
  DELETE_FAILED: empty(
    'Its deletion failed half-way.',
    'Delete it again, and keep the resources that cannot be deleted.',
  ),
  DELETE_COMPLETE: empty('It is deleted.', 'Make it anew from its template.'),
  UPDATE_IN_PROGRESS: {
    phase: 'moving',
    action: 'cancel',
    means: 'An update runs.',
    advice: 'Cancel the update, and it goes back to where it was; nothing else can be asked while it runs.',
  },
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: moving(
    'The update is done; what it replaced is being deleted.',
    'It is too late to cancel: wait until it is whole, then deploy the template from before.',
  ),
  UPDATE_COMPLETE: whole('It is as its newest template says.'),
  UPDATE_FAILED: {
    phase: 'stuck',
    action: 'rollback',
    means: 'An update failed and was left as it is, because its rollback was turned off.',
    advice:
      'Roll it back to the last state in which it was whole. Its rollback cannot be continued: none began.',
  },
  UPDATE_ROLLBACK_IN_PROGRESS: moving(
    'An update is being taken back.',
    `${WAIT} No alarm is watched on the way back.`,
  ),
  UPDATE_ROLLBACK_FAILED: {
    phase: 'stuck',
    action: 'continue',
    means: 'An update failed, and so did taking it back.',
    advice:
      'Mend what the failed resources complain about and continue the rollback, or skip those that failed in it.',
  },
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: moving(
    'It is back where it was; what the update made is being deleted.',
    'It is too late to change its course: wait until it is whole.',
  ),
  UPDATE_ROLLBACK_COMPLETE: whole('An update was taken back: it is as it was before.'),
  REVIEW_IN_PROGRESS: empty(
    'Only a change set was made for it; nothing was created.',
    'Execute the change set, or delete the stack.',
  ),
  IMPORT_IN_PROGRESS: moving('Resources are being imported.', WAIT),
  IMPORT_COMPLETE: whole('Resources were imported; it is as its template says.'),
  IMPORT_ROLLBACK_IN_PROGRESS: moving('An import is being taken back.', WAIT),
  IMPORT_ROLLBACK_FAILED: {
    phase: 'stuck',
    action: null,
    means: 'An import failed, and so did taking it back.',
    advice: 'No call continues it: mend what its events complain about, and import again.',
  },
  IMPORT_ROLLBACK_COMPLETE: whole('An import was taken back: it is as it was before.'),
};

/** States in which a stack was whole, so that it can be gone back to. */
export const WHOLE: ReadonlySet<string> = new Set(
  Object.keys(STATUSES).filter((status) => STATUSES[status]?.phase === 'whole'),
);

type Standing = Pick<Stack, 'status' | 'rootId'>;

/**
 * What can be done with a stack in its status.
 *
 * @param wasWhole whether it ever was; null where nobody knows. One that never was is deleted by a rollback.
 */
export function wayBack({ status, rootId }: Standing, wasWhole: boolean | null): WayBack {
  const known = Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined;
  if (!known) {
    const advice = 'Look at it in the console of AWS.';
    return { phase: 'unknown', action: null, means: 'Flightdeck does not know this status.', advice };
  }
  if (known.action === null) return known;
  if (rootId !== null) {
    const advice = `It is nested in ${stackNameOf(rootId)}, and goes back with it alone: act on that one.`;
    return { ...known, action: null, advice };
  }
  // A creation that failed had nothing whole before it, unless its events say so.
  const wasNeverWhole = wasWhole === false || (wasWhole === null && status === 'CREATE_FAILED');
  if (known.action !== 'rollback' || !wasNeverWhole) return known;
  const advice =
    'It was never whole, so rolling it back would delete it with all that is in it: Flightdeck does not. ' +
    'Mend its template and update it, or delete it yourself.';
  return { ...known, action: null, advice };
}

const CALLS: Record<StackAction, string> = {
  rollback: 'A rollback (RollbackStack) is for UPDATE_FAILED',
  continue: 'Continuing a rollback (ContinueUpdateRollback) is for UPDATE_ROLLBACK_FAILED',
  cancel: 'Cancelling an update (CancelUpdateStack) is for UPDATE_IN_PROGRESS',
};

/** Why an action cannot be taken on a stack, and what can be done instead; null when it can. */
export function whyNotNow(action: StackAction, stack: Standing, wasWhole: boolean | null): string | null {
  const way = wayBack(stack, wasWhole);
  if (way.action === action) return null;
  const isItsOwn = Object.hasOwn(STATUSES, stack.status) && STATUSES[stack.status]?.action === action;
  return isItsOwn ? way.advice : `${CALLS[action]}; this stack is ${stack.status}. ${way.advice}`;
}

/** The name in a stack's id, `arn:aws:cloudformation:…:stack/NAME/UUID`. */
export function stackNameOf(stackId: string): string {
  return stackId.split('/')[1] ?? stackId;
}

function whole(means: string): WayBack {
  return { phase: 'whole', action: null, means, advice: NO_CALL };
}

function moving(means: string, advice: string): WayBack {
  return { phase: 'moving', action: null, means, advice };
}

function empty(means: string, advice: string): WayBack {
  return { phase: 'empty', action: null, means, advice };
}
