import { describe, expect, it } from 'vitest';
import type { SavedFeature } from '#lib/adoption/answers';
import { NamedEvents, unnamedEvents } from '#lib/adoption/named-events';
import { FeatureDefinition } from '#lib/adoption/schema';
import { FunnelDefinition } from '#lib/funnels/schema';

const FEATURE: SavedFeature = {
  id: '00000000-0000-4000-8000-000000000001',
  key: 'shop',
  name: 'Shop',
  definition: FeatureDefinition.parse({
    use: ['buy'],
    revenue: { types: ['pay'] },
    conversion: { types: ['join'], feature: 'site' },
  }),
  funnelId: null,
  version: 1,
  createdBy: 'x',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'x',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const FUNNEL = FunnelDefinition.parse({
  feature: 'shop',
  steps: [{ step: ['basket', 'list'] }, { step: '*', feature: 'till' }],
});

describe('events that something names', () => {
  const named = new NamedEvents([FEATURE], [FUNNEL]);
  it.each([
    ['view', 'shop', true],
    ['buy', 'shop', true],
    ['buy', 'site', false],
    ['buy', null, false],
    ['pay', null, true],
    ['pay', 'anything', true],
    ['join', 'site', true],
    ['join', 'shop', false],
    ['list', 'shop', true],
    ['whatever', 'till', true],
    ['whatever', 'shop', false],
  ])('%s of %s: %s', (type, feature, expected) => {
    expect(named.has(type, feature)).toBe(expected);
  });

  it('leaves the others to be seen, the commonest first', () => {
    const lastSeen = '2026-01-01T00:00:00.000Z';
    const types = [
      {
        type: 'buy',
        count: 9,
        features: [
          { feature: 'shop', count: 7 },
          { feature: null, count: 2 },
        ],
        lastSeen,
      },
      { type: 'crash', count: 5, features: [{ feature: 'shop', count: 5 }], lastSeen },
    ];
    expect(unnamedEvents(named, types)).toEqual([
      { type: 'crash', feature: 'shop', count: 5 },
      { type: 'buy', feature: null, count: 2 },
    ]);
  });
});
