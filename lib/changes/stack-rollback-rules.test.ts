import { describe, expect, it } from 'vitest';
import { eventSentence, eventsOfOperation, stackRollbackEnd } from '#lib/changes/stack-rollback-end';
import { stackMovedSince } from '#lib/changes/stack-rollback-moved';
import { stackRollbackPlan } from '#lib/changes/stack-rollback-plan';
import type { StackEvent } from '#lib/core/stacks';
import { fakeStack } from '#lib/testing/fake-stacks';

const STACK = fakeStack('orders', { status: 'UPDATE_FAILED' });
const PLANNED = { stack: 'orders', stackId: STACK.id, fromStatus: 'UPDATE_FAILED', fromEventId: 'e1' };
const TOKEN = 'change-1';

function own(id: string, status: string, more: Partial<StackEvent> = {}): StackEvent {
  const about = { logicalId: 'orders', physicalId: STACK.id, type: 'AWS::CloudFormation::Stack' };
  return { id, at: new Date(0), ...about, status, reason: null, token: null, ...more };
}

function about(logicalId: string, status: string, more: Partial<StackEvent> = {}): StackEvent {
  const type = 'AWS::SQS::Queue';
  return own(`${logicalId} ${status}`, status, { logicalId, physicalId: `q-${logicalId}`, type, ...more });
}

const FAILED = own('e1', 'UPDATE_FAILED');
const BEGAN = own('e2', 'UPDATE_ROLLBACK_IN_PROGRESS', { token: TOKEN });
const ENDED = own('e3', 'UPDATE_ROLLBACK_COMPLETE', { token: TOKEN });

describe('the events of an operation', () => {
  it.each<[string, StackEvent[], StackEvent[]]>([
    ['are those with its token', [FAILED, BEGAN, own('x', 'UPDATE_IN_PROGRESS'), ENDED], [BEGAN, ENDED]],
    [
      'are all after the plan where none has it',
      [own('e0', 'UPDATE_IN_PROGRESS'), FAILED, own('e2', 'UPDATE_ROLLBACK_IN_PROGRESS')],
      [own('e2', 'UPDATE_ROLLBACK_IN_PROGRESS')],
    ],
    ['are none before the first', [own('e0', 'UPDATE_IN_PROGRESS'), FAILED], []],
  ])('%s', (_, events, expected) => {
    expect(eventsOfOperation(PLANNED, events, TOKEN)).toEqual(expected);
  });
});

describe('the end of an operation', () => {
  const end = (...events: StackEvent[]) => stackRollbackEnd(PLANNED, events);

  it.each<[string, StackEvent[]]>([
    ['nothing was told yet', []],
    ['the stack is on its way', [BEGAN]],
    ['a resource is done', [BEGAN, about('A', 'UPDATE_COMPLETE'), about('B', 'UPDATE_FAILED')]],
    ['what the update made is being deleted', [own('c', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS')]],
  ])('is not there while %s', (_, events) => {
    expect(end(...events)).toBeNull();
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', 'done', /it is as it was before/],
    ['UPDATE_ROLLBACK_FAILED', 'failed', /AWS says: In use Mend what/],
    ['UPDATE_COMPLETE', 'failed', /It is as its newest template says/],
    ['DELETE_COMPLETE', 'failed', /It is deleted/],
  ])('in %s is %s', (status, expected, says) => {
    const found = end(BEGAN, own('z', status, { reason: 'In use' }));
    expect(found).toMatchObject({ status: expected, finalStatus: status });
    expect(found?.sentence).toMatch(says);
  });

  it('is the first one, whatever others did to the stack after it', () => {
    expect(end(BEGAN, ENDED, own('y', 'UPDATE_FAILED'))).toMatchObject({ status: 'done' });
  });

  it('is told event by event', () => {
    expect(eventSentence(about('A', 'UPDATE_FAILED', { reason: 'In use' }))).toBe(
      'A (SQS::Queue) is UPDATE_FAILED: In use',
    );
    expect(eventSentence(BEGAN)).toBe('orders (CloudFormation::Stack) is UPDATE_ROLLBACK_IN_PROGRESS');
  });
});

describe('what happened since the plan', () => {
  it.each<[string, Parameters<typeof stackMovedSince>[1], string | null]>([
    ['nothing', { status: 'UPDATE_FAILED', newest: FAILED }, null],
    ['its deletion', { status: null, newest: null }, 'orders is gone.'],
    [
      'another status',
      { status: 'UPDATE_COMPLETE', newest: own('e9', 'UPDATE_COMPLETE') },
      'orders is UPDATE_COMPLETE, and no longer UPDATE_FAILED.',
    ],
    [
      'the same status once more',
      { status: 'UPDATE_FAILED', newest: own('e9', 'UPDATE_FAILED') },
      'orders is UPDATE_FAILED as it was, but something was done to it in between.',
    ],
  ])('%s', (_, present, sentence) => {
    expect(stackMovedSince(PLANNED, present)).toBe(sentence);
  });
});

describe('the plan of a stack', () => {
  const resource = (logicalId: string) => ({
    logicalId,
    physicalId: `q-${logicalId}`,
    type: 'AWS::SQS::Queue',
    status: 'UPDATE_COMPLETE',
    reason: null,
    changedAt: null,
  });
  const decision = {
    stack: STACK,
    action: 'rollback' as const,
    resourcesToSkip: [],
    wasWhole: true,
    wholeAt: null,
    events: [
      own('e0', 'UPDATE_IN_PROGRESS'),
      about('B', 'UPDATE_COMPLETE'),
      about('A', 'UPDATE_FAILED'),
      FAILED,
    ],
    resources: [resource('C'), resource('B'), resource('A')],
    aliases: [],
  };

  it('names what was changed, in order, and the event that it stands on', () => {
    expect(stackRollbackPlan(decision)).toMatchObject({
      fromEventId: 'e1',
      resources: [{ logicalId: 'A' }, { logicalId: 'B' }],
      refused: [{ action: 'continue' }, { action: 'cancel' }],
    });
  });

  it('does not count what was changed until it was whole', () => {
    const [wholeAt, later] = [new Date(0), new Date(1)];
    const events = [
      about('C', 'CREATE_COMPLETE'),
      about('A', 'UPDATE_FAILED', { at: later }),
      own('e1', 'UPDATE_FAILED', { at: later }),
    ];
    expect(stackRollbackPlan({ ...decision, wholeAt, events })?.resources).toMatchObject([
      { logicalId: 'A' },
    ]);
  });

  it('is the same in whatever order resources are skipped', () => {
    const stack = { ...STACK, status: 'UPDATE_ROLLBACK_FAILED' };
    const skipping = (...resourcesToSkip: string[]) =>
      stackRollbackPlan({ ...decision, stack, action: 'continue', resourcesToSkip });
    expect(skipping('B', 'A')).toEqual(skipping('A', 'B'));
    expect(skipping('A', 'B')?.does).toContain('What it skips, and counts as taken back: A, B.');
  });

  it('is not there for a stack without events', () => {
    expect(stackRollbackPlan({ ...decision, events: [] })).toBeNull();
  });
});
