import { expect, it } from 'vitest';
import type { StackEvent, StackResource } from '#lib/core/stacks';
import { skippable } from '#lib/stacks/skippable';

const STACK = { id: 'arn:stack/orders/1', status: 'UPDATE_ROLLBACK_FAILED' };

function event(logicalId: string, status: string, reason: string | null = null): StackEvent {
  const physicalId = logicalId === 'orders' ? STACK.id : `orders-${logicalId}`;
  return {
    id: `${logicalId} ${status}`,
    at: new Date(0),
    logicalId,
    physicalId,
    type: 'T',
    status,
    reason,
    token: null,
  };
}

function resource(logicalId: string, status = 'UPDATE_FAILED'): StackResource {
  const physicalId = `orders-${logicalId}`;
  return { logicalId, physicalId, type: 'AWS::SQS::Queue', status, reason: null, changedAt: null };
}

const BEGAN = event('orders', 'UPDATE_ROLLBACK_IN_PROGRESS');

it.each<[string, StackEvent[], StackResource[], string[]]>([
  ['failed in the rollback', [BEGAN, event('A', 'UPDATE_FAILED', 'In use')], [resource('A')], ['A']],
  ['failed in the update before it', [event('A', 'UPDATE_FAILED'), BEGAN], [resource('A')], []],
  [
    'failed in a rollback before the newest',
    [BEGAN, event('A', 'UPDATE_FAILED'), BEGAN, event('B', 'UPDATE_FAILED')],
    [resource('A'), resource('B')],
    ['B'],
  ],
  ['was cancelled', [BEGAN, event('A', 'UPDATE_FAILED', 'Resource update cancelled')], [resource('A')], []],
  ['is back by now', [BEGAN, event('A', 'UPDATE_FAILED')], [resource('A', 'UPDATE_COMPLETE')], []],
  ['failed in a rollback that nobody saw begin', [event('A', 'UPDATE_FAILED')], [resource('A')], []],
])('what %s', (_, events, resources, ids) => {
  expect(skippable(STACK, events, resources).map(({ logicalId }) => logicalId)).toEqual(ids);
});

it('tells why, in the words of the event', () => {
  const found = skippable(STACK, [BEGAN, event('A', 'UPDATE_FAILED', 'In use')], [resource('A')]);
  expect(found).toEqual([{ logicalId: 'A', type: 'AWS::SQS::Queue', reason: 'In use' }]);
});

it('is nothing in another status', () => {
  const events = [BEGAN, event('A', 'UPDATE_FAILED')];
  expect(skippable({ ...STACK, status: 'UPDATE_FAILED' }, events, [resource('A')])).toEqual([]);
});
