import { describe, expect, it } from 'vitest';
import type { SavedChange } from '#lib/changes/answers';
import { asSeenBy } from '#lib/changes/queries/as-seen-by';
import type { Role } from '#lib/core/roles';
import { TEST_ADMIN } from '#lib/testing/ctx';

const named = { count: 21, keys: ['user=ada@example.com'] };
const change: SavedChange = {
  ...{ id: 'c', kind: 'table-restore', environment: 'prod', status: 'done', reason: '', plan: [] },
  ...{ planHash: '', confirmation: '', incidentId: null, verdict: null, cancellation: null },
  ...{ requestedBy: { kind: 'person', id: 'p', name: 'Ana' } },
  ...{ createdAt: '', startedAt: '', finishedAt: '' },
  result: {
    ...{ verdict: 'source_differs', sentence: '', table: 't', target: 't-restore', moment: '', shape: [] },
    ...{ settings: [], restored: { items: 1, hash: 'h' }, source: null, backupItems: null },
    sample: { compared: 9, differing: ['user=ada@example.com'] },
    differences: { onlyInSource: named, onlyInRestore: named, changed: named },
    ...{ checkedAt: '', restoreSeconds: null },
  },
};

describe('the report of a restore', () => {
  it.each<[Role, boolean]>([
    ['viewer', false],
    ['product', false],
    ['auditor', false],
    ['engineer', true],
    ['admin', true],
  ])('names keys of items to a %s: %s', (role, isNamed) => {
    const seen = JSON.stringify(asSeenBy({ ...TEST_ADMIN, role }, change));
    expect(seen.includes('ada@example.com')).toBe(isNamed);
    // How many differ is for everybody.
    expect(seen.match(/"count":21/g)).toHaveLength(3);
    expect(seen).toContain('"compared":9');
  });

  it('is the same for everybody where nothing came of it', () => {
    const failed: SavedChange = { ...change, result: null };
    expect(asSeenBy({ ...TEST_ADMIN, role: 'viewer' }, failed)).toBe(failed);
  });
});
