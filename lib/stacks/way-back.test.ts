import { StackStatus } from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import { type StackAction, type StackPhase, WHOLE, wayBack, whyNotNow } from '#lib/stacks/way-back';

const ROOT = 'arn:aws:cloudformation:us-east-1:000000000000:stack/orders-root/1f2e';

const CASES: [status: string, phase: StackPhase, action: StackAction | null, says: RegExp][] = [
  ['CREATE_IN_PROGRESS', 'moving', null, /nothing to go back to/],
  ['CREATE_FAILED', 'stuck', 'rollback', /last state in which it was whole/],
  ['CREATE_COMPLETE', 'whole', null, /template and the parameters from before/],
  ['ROLLBACK_IN_PROGRESS', 'moving', null, /only be deleted/],
  ['ROLLBACK_FAILED', 'empty', null, /only be deleted/],
  ['ROLLBACK_COMPLETE', 'empty', null, /only be deleted/],
  ['DELETE_IN_PROGRESS', 'moving', null, /Nothing stops this/],
  ['DELETE_FAILED', 'empty', null, /Delete it again/],
  ['DELETE_COMPLETE', 'empty', null, /anew/],
  ['UPDATE_IN_PROGRESS', 'moving', 'cancel', /Cancel the update/],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'moving', null, /too late to cancel/],
  ['UPDATE_COMPLETE', 'whole', null, /template and the parameters from before/],
  ['UPDATE_FAILED', 'stuck', 'rollback', /cannot be continued/],
  ['UPDATE_ROLLBACK_IN_PROGRESS', 'moving', null, /No alarm is watched/],
  ['UPDATE_ROLLBACK_FAILED', 'stuck', 'continue', /continue the rollback, or skip/],
  ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'moving', null, /too late/],
  ['UPDATE_ROLLBACK_COMPLETE', 'whole', null, /template and the parameters from before/],
  ['REVIEW_IN_PROGRESS', 'empty', null, /change set/],
  ['IMPORT_IN_PROGRESS', 'moving', null, /Wait/],
  ['IMPORT_COMPLETE', 'whole', null, /template and the parameters from before/],
  ['IMPORT_ROLLBACK_IN_PROGRESS', 'moving', null, /Wait/],
  ['IMPORT_ROLLBACK_FAILED', 'stuck', null, /No call continues it/],
  ['IMPORT_ROLLBACK_COMPLETE', 'whole', null, /template and the parameters from before/],
];

const standing = (status: string, rootId: string | null = null) => ({ status, rootId });

describe('what can be done', () => {
  it.each(CASES)('in %s', (status, phase, action, says) => {
    const way = wayBack(standing(status), true);
    expect(way).toMatchObject({ phase, action });
    expect(way.advice).toMatch(says);
    expect(WHOLE.has(status)).toBe(phase === 'whole');
  });

  it('is said for every status that AWS has', () => {
    expect(CASES.map(([status]) => status).sort()).toEqual(Object.values(StackStatus).sort());
  });

  it.each(['CREATE_FAILED', 'UPDATE_FAILED'])(
    'in %s is no rollback when it would delete the stack',
    (status) => {
      expect(wayBack(standing(status), false)).toMatchObject({
        action: null,
        advice: expect.stringMatching(/would delete it with all that is in it/),
      });
    },
  );

  it('is a rollback after a failed update of which nobody knows the past, but not after a creation', () => {
    expect(wayBack(standing('UPDATE_FAILED'), null).action).toBe('rollback');
    expect(wayBack(standing('CREATE_FAILED'), null).action).toBeNull();
  });

  it.each(['UPDATE_FAILED', 'UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'in %s of a nested stack is to act on the outermost',
    (status) => {
      expect(wayBack(standing(status, ROOT), true)).toMatchObject({
        action: null,
        advice: 'It is nested in orders-root, and goes back with it alone: act on that one.',
      });
    },
  );

  it.each(['', 'toString', 'UPDATE_ROLLBACK_COMPLETE_SOON'])('is unknown in "%s"', (status) => {
    expect(wayBack(standing(status), true)).toMatchObject({ phase: 'unknown', action: null });
  });
});

describe('why not', () => {
  it.each<[StackAction, string, RegExp | null]>([
    ['rollback', 'UPDATE_FAILED', null],
    ['continue', 'UPDATE_ROLLBACK_FAILED', null],
    ['cancel', 'UPDATE_IN_PROGRESS', null],
    [
      'continue',
      'UPDATE_FAILED',
      /^Continuing .* is for UPDATE_ROLLBACK_FAILED; this stack is UPDATE_FAILED\. Roll/,
    ],
    ['rollback', 'UPDATE_ROLLBACK_FAILED', /^A rollback .* is for UPDATE_FAILED; .* continue the rollback/],
    ['rollback', 'UPDATE_COMPLETE', /No call takes a whole stack back/],
    ['cancel', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', /too late to cancel/],
    ['rollback', 'ROLLBACK_COMPLETE', /only be deleted/],
  ])('%s in %s', (action, status, words) => {
    const why = whyNotNow(action, standing(status), true);
    if (words === null) expect(why).toBeNull();
    else expect(why).toMatch(words);
  });

  it('there is none for exactly the call that is the way back, whatever is known', () => {
    const actions: StackAction[] = ['rollback', 'continue', 'cancel'];
    for (const [status] of CASES) {
      for (const rootId of [null, ROOT]) {
        for (const wasWhole of [true, false, null]) {
          const possible = actions.filter(
            (action) => whyNotNow(action, { status, rootId }, wasWhole) === null,
          );
          const { action } = wayBack({ status, rootId }, wasWhole);
          expect(possible, status).toEqual(action === null ? [] : [action]);
        }
      }
    }
  });

  it('names the deletion alone where the status would allow it', () => {
    expect(whyNotNow('rollback', standing('CREATE_FAILED'), false)).toMatch(/^It was never whole/);
    expect(whyNotNow('cancel', standing('UPDATE_IN_PROGRESS', ROOT), true)).toMatch(/^It is nested/);
  });
});
