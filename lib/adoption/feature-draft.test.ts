import { describe, expect, it } from 'vitest';
import { creationOf, draftOf, type FeatureDraft, faultsOf, NEW_FEATURE } from '#lib/adoption/feature-draft';
import { fieldInWords } from '#lib/adoption/field-in-words';
import { mergeDrafts } from '#lib/adoption/merge-drafts';
import { meaningsFor, withEvent } from '#lib/adoption/name-event';
import { FeatureCreation } from '#lib/adoption/schema';

const FUNNEL = '00000000-0000-4000-8000-000000000001';
const SHOP: FeatureDraft = { ...NEW_FEATURE, key: 'shop', name: 'Shop' };

describe('the form of a feature', () => {
  it.each<[string, FeatureDraft]>([
    ['of the standard', SHOP],
    [
      'with everything',
      {
        ...SHOP,
        view: [],
        use: ['a', 'b'],
        funnelId: FUNNEL,
        conversion: { types: ['buy'], feature: null },
        revenue: { types: ['buy', 'tip'], feature: 'shop' },
      },
    ],
    ['used by its funnel alone', { ...SHOP, use: [], funnelId: FUNNEL }],
  ])('%s is stored as it stands', (_, draft) => {
    expect(faultsOf(draft)).toEqual({});
    expect(draftOf(FeatureCreation.parse(creationOf(draft)))).toEqual(draft);
  });

  it('is that of a suggestion as well', () => {
    const definition = { view: [], use: ['crash'], complete: [], share: [] };
    expect(draftOf({ key: 'labs', name: 'Labs', definition })).toMatchObject({
      use: ['crash'],
      funnelId: null,
      revenue: { types: [] },
    });
  });

  it('drops spaces around names', () => {
    expect(creationOf({ ...SHOP, key: ' shop ', name: ' Shop ' })).toMatchObject({
      key: 'shop',
      name: 'Shop',
    });
  });

  it.each<[Partial<FeatureDraft>, string[]]>([
    [{ key: ' ' }, ['key']],
    [{ name: '' }, ['name']],
    [{ use: [] }, ['use']],
    [{ use: [], funnelId: FUNNEL }, []],
    [{ key: '', name: '', use: [] }, ['key', 'name', 'use']],
  ])('with %j has faults at %j', (part, fields) => {
    expect(Object.keys(faultsOf({ ...SHOP, ...part }))).toEqual(fields);
  });
});

describe('when somebody saved meanwhile', () => {
  it('their changes come in where nothing was changed here', () => {
    const { draft, changed } = mergeDrafts(SHOP, { ...SHOP, name: 'Store' }, { ...SHOP, use: ['go'] });
    expect(draft).toEqual({ ...SHOP, name: 'Store', use: ['go'] });
    expect(changed).toEqual([{ field: 'use', isContested: false }]);
  });

  it('what was changed here stays, and is said to be contested', () => {
    const { draft, changed } = mergeDrafts(
      SHOP,
      { ...SHOP, use: ['mine'] },
      { ...SHOP, use: ['theirs'], view: [] },
    );
    expect(draft).toEqual({ ...SHOP, use: ['mine'], view: [] });
    expect(changed).toEqual([
      { field: 'view', isContested: false },
      { field: 'use', isContested: true },
    ]);
  });

  it('the same change twice is no contest, nor is another order of types', () => {
    const both = { ...SHOP, name: 'Store' };
    expect(mergeDrafts(SHOP, both, both).changed).toEqual([{ field: 'name', isContested: false }]);
    const turned = { ...SHOP, share: ['invite', 'share'] };
    expect(mergeDrafts(SHOP, SHOP, turned).changed).toEqual([]);
  });
});

describe('an event that nothing names', () => {
  it.each([
    ['shop', 6],
    ['other', 2],
    [null, 2],
  ])('of %s can mean %i things to the shop', (feature, count) => {
    expect(meaningsFor('shop', { type: 'x', feature })).toHaveLength(count);
  });

  it('is added to what it means, once', () => {
    const once = withEvent(SHOP, { type: 'go', feature: 'shop' }, 'use');
    expect(once.use).toEqual(['use', 'go']);
    expect(withEvent(once, { type: 'go', feature: 'shop' }, 'use')).toEqual(once);
  });

  it('says of which feature a conversion is, until another joins it', () => {
    const first = withEvent(SHOP, { type: 'buy', feature: 'till' }, 'revenue');
    expect(first.revenue).toEqual({ types: ['buy'], feature: 'till' });
    expect(withEvent(first, { type: 'tip', feature: 'till' }, 'revenue').revenue.feature).toBe('till');
    expect(withEvent(first, { type: 'tip', feature: null }, 'revenue').revenue).toEqual({
      types: ['buy', 'tip'],
      feature: null,
    });
  });
});

describe('a field in words', () => {
  it.each([
    ['key', 'shop'],
    ['complete', 'complete'],
    ['funnelId', 'none'],
    ['conversion', 'nothing'],
    ['share', 'share or invite'],
  ] as const)('says of %s “%s”', (field, words) => {
    expect(fieldInWords(SHOP, field)).toBe(words);
  });

  it('says of which feature an event is', () => {
    const revenue = { types: ['buy'], feature: 'till' };
    expect(fieldInWords({ ...SHOP, revenue }, 'revenue')).toBe('the value of buy of till');
  });

  it('calls a funnel by its name where that is known', () => {
    expect(fieldInWords({ ...SHOP, funnelId: FUNNEL }, 'funnelId', () => 'Buying')).toBe('Buying');
    expect(fieldInWords({ ...SHOP, funnelId: FUNNEL }, 'funnelId')).toBe('a funnel');
  });
});
