import { describe, expect, it } from 'vitest';
import type { TableIndex, TableShape } from '#lib/core/tables';
import { settingDifferences, settingsOf, settingsToApply } from '#lib/tables/settings';
import { shapeDifferences } from '#lib/tables/shape-differences';

const byPlan: TableIndex = {
  name: 'by-plan',
  key: [{ attribute: 'plan', role: 'HASH' }],
  projection: 'ALL',
  included: [],
};
const shape: TableShape = {
  key: [{ attribute: 'user', role: 'HASH' }],
  attributes: [{ name: 'user', type: 'S' }],
  globalIndexes: [byPlan],
  localIndexes: [],
  billingMode: 'PAY_PER_REQUEST',
};

describe('the shape of a restored table', () => {
  it.each<[string, Partial<TableShape>, string[]]>([
    ['the same', {}, []],
    [
      'another key',
      { key: [{ attribute: 'id', role: 'HASH' }] },
      ['the key: id (HASH), and user (HASH) in the source'],
    ],
    [
      'another type',
      { attributes: [{ name: 'user', type: 'N' }] },
      ['the attributes: user (N), and user (S) in the source'],
    ],
    ['no index', { globalIndexes: [] }, ['global index by-plan is missing']],
    ['one index more', { localIndexes: [{ ...byPlan, name: 'x' }] }, ['local index x is not in the source']],
    [
      'an index of other fields',
      { globalIndexes: [{ ...byPlan, projection: 'INCLUDE', included: ['a', 'b'] }] },
      ['global index by-plan: by plan (HASH), INCLUDE with a, b, and by plan (HASH), ALL in the source'],
    ],
    ['another billing mode', { billingMode: 'PROVISIONED' }, [expect.stringContaining('PROVISIONED')]],
  ])('with %s is told so', (_, change, differences) => {
    expect(shapeDifferences(shape, { ...shape, ...change })).toEqual(differences);
  });
});

describe('what a restore loses', () => {
  const settings = settingsOf({
    table: { stream: 'NEW_IMAGE', isProtected: true },
    tags: { b: '2', a: '1', 'aws:cloudformation:stack-name': 'x' },
    timeToLive: 'expiresAt',
    recovery: { days: 35 },
  });
  const bare = settingsOf({
    table: { stream: null, isProtected: false },
    tags: {},
    timeToLive: null,
    recovery: null,
  });

  it('is given back but for the tags that AWS reserves', () => {
    expect(settings.tags).toEqual({ a: '1', b: '2' });
    expect(settingsToApply(settings)).toEqual([
      'tags',
      'recoveryDays',
      'stream',
      'timeToLive',
      'isProtected',
    ]);
    expect(settingsToApply(bare)).toEqual([]);
  });

  it('is named where it is still lost', () => {
    expect(settingDifferences(settings, settings)).toEqual([]);
    expect(settingDifferences(settings, bare)).toEqual([
      'tags a=1, b=2 became tags none',
      'point-in-time recovery over 35 days became point-in-time recovery off',
      'stream NEW_IMAGE became stream off',
      'time to live by expiresAt became time to live off',
      'deletion protection on became deletion protection off',
    ]);
  });
});
