import { describe, expect, it } from 'vitest';
import { filtersOf } from '#components/audit/filters-of';

describe('filtersOf', () => {
  it.each([
    [{}, {}],
    [{ actor: '', action: null }, {}],
    [
      { actor: 'ada', subject: 'person:1' },
      { actor: 'ada', subject: 'person:1' },
    ],
    [
      { from: '2026-02-28', to: '2026-02-28' },
      { from: '2026-02-28T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' },
    ],
    [{ from: 'yesterday', to: '2026-13-01' }, {}],
  ])('of %j is %j', (texts, filters) => expect(filtersOf(texts)).toEqual(filters));
});
