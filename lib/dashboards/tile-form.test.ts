import { describe, expect, it } from 'vitest';
import { Tile } from '#lib/dashboards/schema';
import { formOf, NEW_TILE, tileOf } from '#lib/dashboards/tile-form';

const ID = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';

describe('the form of a tile', () => {
  it.each([
    { kind: 'funnel', funnelId: OTHER, view: 'trend', width: 'full' },
    { kind: 'metric', feature: 'cv', metric: 'referral', view: 'chart', title: 'Word of mouth' },
    { kind: 'retention', feature: 'cv', interval: 'month', view: 'curve' },
    { kind: 'stickiness' },
    { kind: 'stickiness', feature: 'cv' },
    { kind: 'lifecycle', feature: 'cv', interval: 'day' },
    { kind: 'lifecycle' },
    { kind: 'text', text: 'Hello' },
  ])('gives %j back whole', (written) => {
    const tile = Tile.parse({ id: ID, ...written });
    expect(tileOf(formOf(tile), ID)).toEqual(tile);
  });

  it.each([
    ['funnel', { kind: 'funnel' }],
    ['metric', { kind: 'metric' }],
    ['retention', { kind: 'retention' }],
    ['text', { kind: 'text', text: '  ' }],
  ] as const)('is no %s while something is missing', (_, written) => {
    expect(tileOf({ ...NEW_TILE, ...written }, ID)).toBeNull();
  });

  it('makes tiles that the server takes', () => {
    const form = { ...NEW_TILE, feature: 'cv', funnelId: OTHER, text: ' a ', title: '  ' };
    for (const kind of ['funnel', 'metric', 'retention', 'stickiness', 'lifecycle', 'text'] as const) {
      const tile = tileOf({ ...form, kind }, ID);
      expect(Tile.parse(tile)).toEqual(tile);
    }
  });
});
