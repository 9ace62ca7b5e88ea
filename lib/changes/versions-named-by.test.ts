import { describe, expect, it } from 'vitest';
import type { ChangeStatus, SavedChange } from '#lib/changes/answers';
import { versionsNamedBy } from '#lib/changes/versions-named-by';
import { TEST_NOW } from '#lib/testing/ctx';
import { plannedDeploy } from '#lib/testing/planned-deploy';

const HOUR = 3_600_000;
const common = {
  ...{ id: 'c', environment: 'prod', reason: 'x', planHash: 'h', confirmation: 'prod', incidentId: null },
  ...{ requestedBy: { kind: 'person', id: 'p', name: 'Ana' }, verdict: null, result: null },
  ...{ startedAt: null, finishedAt: null, cancellation: null },
};

function rollback(status: ChangeStatus, hoursAgo = 1): SavedChange {
  const createdAt = new Date(TEST_NOW.getTime() - hoursAgo * HOUR).toISOString();
  const move = {
    ...{ function: 'orders-prod', alias: 'live', fromVersion: '9', fromRevisionId: 'r', toVersion: '7' },
    ...{ fromWeights: { 8: 0.1 }, toCodeSha256: 'x', why: '', rejected: [] },
  };
  return { ...common, kind: 'rollback', status, createdAt, plan: [move] };
}

const named = (...changes: SavedChange[]) => [...versionsNamedBy(changes, 'orders-prod', TEST_NOW).keys()];

describe('versions that open changes name', () => {
  it.each<[ChangeStatus, number, number[]]>([
    ['planned', 1, [9, 7, 8]],
    ['planned', 73, []],
    ['running', 1000, [9, 7, 8]],
    ['verifying', 1, [9, 7, 8]],
    ['split', 1000, [9, 7, 8]],
    ['done', 1, []],
    ['failed', 1, []],
    ['cancelled', 1, []],
  ])('of one that is %s since %d h', (status, hoursAgo, expected) => {
    expect(named(rollback(status, hoursAgo))).toEqual(expected);
  });

  it('are told with the change, and are those of the function alone', () => {
    const createdAt = TEST_NOW.toISOString();
    const deploy: SavedChange = {
      ...{ ...common, kind: 'deploy', status: 'running', createdAt, plan: [plannedDeploy()] },
    };
    expect(named(deploy)).toEqual([3]);
    const why = versionsNamedBy([rollback('running')], 'orders-prod', TEST_NOW).get(7);
    expect(why).toBe('An open change names it: Roll back orders-prod in prod.');
    expect(versionsNamedBy([rollback('running')], 'basket-prod', TEST_NOW).size).toBe(0);
  });
});
