import { describe, expect, it } from 'vitest';
import { matchOptions } from '#components/ui/match-options';

const options = ['submit_form', 'form', 'reform', 'complete_form', 'view'].map((value) => ({
  value,
  label: value,
  ...(value === 'view' ? { keywords: 'page form' } : {}),
}));

describe('matchOptions', () => {
  it.each([
    ['', ['submit_form', 'form', 'reform', 'complete_form', 'view']],
    ['form', ['form', 'submit_form', 'complete_form', 'reform', 'view']],
    ['  FORM ', ['form', 'submit_form', 'complete_form', 'reform', 'view']],
    ['page', ['view']],
    ['zzz', []],
  ])('finds by %j, best first', (typed, found) => {
    expect(matchOptions(options, typed).map(({ value }) => value)).toEqual(found);
  });
});
