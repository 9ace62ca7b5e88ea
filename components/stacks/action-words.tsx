import type { StackAction } from '#lib/stacks/way-back';

/** What a button says. */
export const ACTION_WORDS: Record<StackAction, string> = {
  rollback: 'Roll back',
  continue: 'Continue the rollback',
  cancel: 'Cancel the update',
};
