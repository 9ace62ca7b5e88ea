import { describe, expect, it } from 'vitest';
import {
  definitionSentence,
  filterInWords,
  stepLabel,
  windowInWords,
} from '#lib/funnels/definition-sentence';
import { type Draft, NEW_DRAFT } from '#lib/funnels/url-state';

const step = (...types: string[]) => ({ step: types, filters: [], optional: false });
const TWO: Draft = { ...NEW_DRAFT, steps: [step('view'), step('tap', 'click')] };

describe('definitionSentence', () => {
  const cases: [Partial<Draft>, string][] = [
    [{}, 'Users who did view, then tap or click within 7 days, from the last 30 days'],
    [
      { order: 'strict', unit: 'session', windowSeconds: 3600, range: '1d' },
      'Sessions with view, directly followed by tap or click within 1 hour, from today',
    ],
    [
      { order: 'any', feature: 'shop', holdConstant: 'plan', breakdown: 'country', cutAtEnd: true },
      'Users who did view and tap or click in any order within 7 days of shop with the same plan, from the last 30 days, cut at the end, by country',
    ],
    [
      {
        filters: [{ property: 'plan', op: 'in', value: ['free', 'pro'] }],
        exclusions: [{ step: step('cancel'), between: [1, 2] }],
        range: '2026-01-01..2026-01-31',
      },
      'Users who did view, then tap or click within 7 days where plan is one of free, pro, without cancel between steps 1 and 2, from 1 Jan 2026 to 31 Jan 2026',
    ],
    [
      {
        steps: [
          step('*'),
          { ...step('buy'), optional: true, filters: [{ property: 'n', op: 'gte', value: 2 }] },
        ],
      },
      'Users who did any event, then perhaps buy (n is at least 2) within 7 days, from the last 30 days',
    ],
  ];

  it.each(cases)('%o', (changes, sentence) => {
    expect(definitionSentence({ ...TWO, ...changes })).toBe(sentence);
  });

  it('can leave the range out, which a saved funnel does not have', () => {
    expect(definitionSentence(TWO, { withRange: false })).toBe(
      'Users who did view, then tap or click within 7 days',
    );
  });
});

describe('words', () => {
  it.each([
    [604_800, '7 days'],
    [86_400, '1 day'],
    [5400, '90 minutes'],
    [1, '1 second'],
  ])('%i s is %s', (seconds, words) => {
    expect(windowInWords(seconds)).toBe(words);
  });

  it.each([
    [{ property: 'plan', op: 'exists', value: false }, 'plan is missing'],
    [{ property: 'plan', op: 'exists' }, 'plan is there'],
    [{ property: 'plan', op: 'neq', value: 'free' }, 'plan is not free'],
    [{ property: 'plan', op: 'eq' }, 'plan is …'],
  ])('%o is "%s"', (filter, words) => {
    expect(filterInWords(filter)).toBe(words);
  });

  it('prefers the name a step was given', () => {
    expect(stepLabel({ name: 'See the page', step: ['view'] })).toBe('See the page');
    expect(stepLabel({ step: ['*', ''] })).toBe('any event or an event');
  });
});
