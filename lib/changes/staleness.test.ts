import { describe, expect, it } from 'vitest';
import { planOf } from '#lib/changes/plan';
import { movedSince } from '#lib/changes/staleness';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';

const alias: FunctionAlias = {
  name: 'live',
  version: 42,
  second: { version: 43, weight: 0.1 },
  revisionId: 'r1',
  description: '',
};
const target: FunctionVersion = {
  version: 41,
  codeSha256: 'abc',
  publishedAt: new Date(0),
  description: '',
  state: 'Active',
  stateReason: null,
  configuration: {
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    memoryMb: 128,
    timeoutSeconds: 3,
    role: 'role',
    architectures: ['arm64'],
    layers: [],
    environmentNames: [],
  },
};

const plan = planOf([{ functionName: 'orders', alias, target, why: 'It was live before.', rejected: [] }]);

describe('a plan', () => {
  it('names from where and to where, as AWS writes it', () => {
    expect(plan).toEqual([
      {
        function: 'orders',
        alias: 'live',
        fromVersion: '42',
        fromRevisionId: 'r1',
        fromWeights: { 43: 0.1 },
        toVersion: '41',
        toCodeSha256: 'abc',
        why: 'It was live before.',
        rejected: [],
      },
    ]);
  });

  it('stands in the order of the functions, whatever the order of the decisions', () => {
    const decisions = ['b', 'a'].map((functionName) => ({
      functionName,
      alias,
      target,
      why: '',
      rejected: [],
    }));
    expect(planOf(decisions).map(({ function: name }) => name)).toEqual(['a', 'b']);
  });

  it('holds as long as nothing moved', () => {
    expect(movedSince(plan, () => ({ alias, target }))).toEqual([]);
  });

  it.each([
    [{ version: 44 }, 'live of orders points at 44, and no longer at 42.'],
    [{ version: '$LATEST' }, 'live of orders points at $LATEST, and no longer at 42.'],
    [{ second: null }, 'live of orders shares its traffic otherwise than when the plan was made.'],
    [
      { second: { version: 43, weight: 0.5 } },
      'live of orders shares its traffic otherwise than when the plan was made.',
    ],
    [{ revisionId: 'r2' }, 'live of orders was updated, although it stands where it stood.'],
  ] as const)('does not hold when the alias has %j', (change, sentence) => {
    const moved = movedSince(plan, () => ({ alias: { ...alias, ...change }, target }));
    expect(moved).toEqual([{ function: 'orders', sentence }]);
  });

  it.each([
    [{ alias: undefined, target }, 'live of orders is gone.'],
    [{ alias, target: undefined }, 'Version 41 of orders is gone.'],
    [{ alias, target: { codeSha256: 'other' } }, 'Version 41 of orders has other code.'],
  ])('does not hold without what it names', (present, sentence) => {
    expect(movedSince(plan, () => present)).toEqual([{ function: 'orders', sentence }]);
  });
});
