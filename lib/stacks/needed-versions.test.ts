import { expect, it } from 'vitest';
import { neededVersions } from '#lib/stacks/needed-versions';
import { fakeStack } from '#lib/testing/fake-stacks';

const alias = (version: number | null, functionName = 'orders-api') => ({
  functionName,
  alias: 'live',
  logicalId: 'Live',
  version,
});
const stack = (status: string, aliases = [alias(3)]) => fakeStack('orders', { status, aliases });
const AT = 'Stack orders puts live at it.';
const may = (status: string) => `Stack orders is ${status} and may yet go back to it.`;

it.each<[string, ReturnType<typeof stack>[], [number, string][]]>([
  ['nothing owns it', [], []],
  ['a whole stack puts it somewhere', [stack('UPDATE_COMPLETE')], [[3, AT]]],
  ['it is put at a version that is gone', [stack('UPDATE_COMPLETE', [alias(9)])], []],
  ['nobody knows where it is put', [stack('UPDATE_COMPLETE', [alias(null)])], []],
  ['the stack is about another function', [stack('UPDATE_FAILED', [alias(3, 'basket')])], []],
  [
    'an update failed',
    [stack('UPDATE_FAILED')],
    [
      [2, may('UPDATE_FAILED')],
      [3, `${may('UPDATE_FAILED')} ${AT}`],
    ],
  ],
  [
    'an update runs',
    [stack('UPDATE_IN_PROGRESS', [alias(null)])],
    [
      [2, may('UPDATE_IN_PROGRESS')],
      [3, may('UPDATE_IN_PROGRESS')],
    ],
  ],
  ['its creation failed for good', [stack('ROLLBACK_COMPLETE', [alias(null)])], []],
])('when %s', (_, stacks, needed) => {
  expect([...neededVersions(stacks, 'orders-api', [2, 3])]).toEqual(needed);
});
