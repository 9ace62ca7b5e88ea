import { describe, expect, it } from 'vitest';
import { draftOf, missingFrom, settingsOf, withUse } from '#components/imports/mapping-draft';
import { ImportSettings } from '#lib/events/import/schema';

const PREVIEW = {
  columns: ['user_id', 'event', 'ts', 'platform', 'note'],
  guessedMapping: {
    columns: { user: 'user_id', type: 'event', time: 'ts' },
    properties: ['platform'],
  },
};

describe('a mapping while it is worked on', () => {
  it('begins with the guess', () => {
    expect(draftOf(PREVIEW).uses).toEqual({
      user_id: 'user',
      event: 'type',
      ts: 'time',
      platform: 'property',
      note: 'nothing',
    });
  });

  it('takes every other column as a property where the guess names none', () => {
    const guessedMapping = { columns: { user: 'user_id' } };
    expect(draftOf({ ...PREVIEW, guessedMapping }).uses.note).toBe('property');
  });

  it('gives a field to one column only', () => {
    const { uses } = withUse(draftOf(PREVIEW), 'note', 'user');
    expect(uses).toMatchObject({ note: 'user', user_id: 'property' });
    const both = withUse(draftOf(PREVIEW), 'note', 'property').uses;
    expect(both).toMatchObject({ note: 'property', platform: 'property' });
  });

  it('comes back as what the server takes', () => {
    const settings = settingsOf(draftOf(PREVIEW));
    expect(ImportSettings.parse(settings)).toEqual({ mapping: PREVIEW.guessedMapping, timeZone: 'UTC' });
  });

  it('sends a constant only where no column holds it', () => {
    const draft = { ...draftOf(PREVIEW), type: 'purchase', feature: ' shop ' };
    expect(settingsOf(draft).mapping).toMatchObject({ feature: 'shop' });
    expect(settingsOf(draft).mapping).not.toHaveProperty('type');
    expect(settingsOf(withUse(draft, 'event', 'property')).mapping).toMatchObject({ type: 'purchase' });
  });

  it.each([
    [['user_id'], 1],
    [['user_id', 'ts'], 2],
    [['user_id', 'ts', 'event'], 3],
    [[], 0],
  ])('without %j names %i reasons at once', (columns, reasons) => {
    const draft = columns.reduce((was, column) => withUse(was, column, 'nothing'), draftOf(PREVIEW));
    expect(missingFrom(draft)).toHaveLength(reasons);
  });
});
