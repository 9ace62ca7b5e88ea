import { describe, expect, it } from 'vitest';
import { editedFields } from '#lib/incidents/edited-fields';

const eva = { id: '1', name: 'Eva' };

describe('an edit', () => {
  it.each([
    [{ severity: 'P2' } as const, { severity: 'P1' } as const, ['Severity: P2 → P1']],
    [{ owner: null }, { owner: eva }, ['Owner: nobody → Eva']],
    [{ owner: eva }, { owner: null }, ['Owner: Eva → nobody']],
    [{ failureReason: '' }, { failureReason: 'Null id' }, ['Failure reason: not known → Null id']],
    [{ functions: [] }, { functions: ['a', 'b'] }, ['Functions: none → a, b']],
    [{ title: 'a', scope: 'full' } as const, { title: 'b', scope: 'full' } as const, ['Title: a → b']],
    [{ title: 'a' }, { title: undefined }, []],
    [{ functions: ['a'] }, { functions: ['a'] }, []],
  ])('from %j by %j says %j', (before, after, sentences) => {
    expect(editedFields(before, after).map(({ sentence }) => sentence)).toEqual(sentences);
  });
});
