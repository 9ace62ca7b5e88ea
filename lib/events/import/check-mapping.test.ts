import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/core/errors';
import { checkMapping } from '#lib/events/import/check-mapping';
import type { ImportSettings } from '#lib/events/import/schema';

const COLUMNS = ['u', 'e', 't', 'p'];

function faultsOf(mapping: ImportSettings['mapping'], timeZone = 'UTC'): string[] {
  try {
    checkMapping(COLUMNS, { mapping, timeZone });
    return [];
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(AppError);
    return (refusal as AppError).errors?.map(({ path }) => path) ?? [];
  }
}

describe('checkMapping', () => {
  it.each<[string, ImportSettings['mapping'], string[]]>([
    ['a whole mapping', { columns: { user: 'u', type: 'e', time: 't' } }, []],
    ['one type for all', { columns: { user: 'u', time: 't' }, type: 'buy', properties: ['p'] }, []],
    ['nothing', { columns: {} }, ['mapping.columns.user', 'mapping.columns.time', 'mapping.columns.type']],
    [
      'columns that are not there',
      { columns: { user: 'u', time: 'when' }, type: 'buy', properties: ['p', 'q'] },
      ['mapping.columns.time', 'mapping.properties.1'],
    ],
    [
      'one column for two fields',
      { columns: { user: 'u', time: 't', session: 'u' }, type: 'buy' },
      ['mapping.columns.session'],
    ],
  ])('judges %s', (_, mapping, faults) => {
    expect(faultsOf(mapping)).toEqual(faults);
  });

  it('refuses a zone that does not exist', () => {
    const mapping = { columns: { user: 'u', time: 't' }, type: 'buy' };
    expect(faultsOf(mapping, 'Europe/Berlin')).toEqual([]);
    expect(faultsOf(mapping, "Mars/O'Neil")).toEqual(['timeZone']);
  });
});
