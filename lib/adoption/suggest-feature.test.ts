import { describe, expect, it } from 'vitest';
import { FeatureCreation } from '#lib/adoption/schema';
import { suggestFeature } from '#lib/adoption/suggest-feature';

describe('a suggested feature', () => {
  it.each([
    [
      ['view', 'use', 'complete', 'share'],
      { view: ['view'], use: ['use'], complete: ['complete'], share: ['share'] },
    ],
    [
      ['page_view', 'upload', 'export'],
      { view: ['page_view'], use: ['export', 'upload'], complete: [], share: [] },
    ],
    [['purchase'], { view: [], use: ['purchase'], complete: ['purchase'], share: [] }],
    [['view'], { view: ['view'], use: ['view'], complete: [], share: [] }],
    [['invite', 'edit'], { view: [], use: ['edit'], complete: [], share: ['invite'] }],
  ])('of %j says what they mean', (types, expected) => {
    const suggestion = suggestFeature(
      'cv-import_tool',
      types.map((type) => ({ type, count: 2 })),
    );
    expect(suggestion.definition).toEqual(expected);
    expect(suggestion).toMatchObject({ name: 'Cv import tool', count: 2 * types.length });
    const { count: _, ...creation } = suggestion;
    expect(FeatureCreation.safeParse(creation).success).toBe(true);
  });
});
