import { describe, expect, it } from 'vitest';
import {
  FunnelDefinition,
  FunnelQuestion,
  PeopleQuestion,
  TimeToConvertQuestion,
  TrendQuestion,
} from '#lib/funnels/schema';

const STEPS = [{ step: 'view' }, { step: 'click' }, { step: 'save' }];
const PERIOD = { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' };
const EXCLUSION = { step: { step: 'error' }, between: [1, 2] };

function pathsOf(result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }): string[] {
  return (result.error?.issues ?? []).map(({ path }) => path.join('.'));
}

describe('a funnel question', () => {
  it('fills in what is usual', () => {
    expect(FunnelQuestion.parse({ steps: STEPS, ...PERIOD })).toMatchObject({
      windowSeconds: 604_800,
      order: 'ordered',
      unit: 'user',
      cutAtEnd: false,
      steps: [{ optional: false }, {}, {}],
      from: '2026-01-01T00:00:00.000Z',
    });
  });

  it.each([
    ['an optional first step', { steps: [{ step: 'a', optional: true }, { step: 'b' }] }, 'steps.0.optional'],
    [
      'optional in any order',
      { order: 'any', steps: [{ step: 'a' }, { step: 'b', optional: true }] },
      'steps.1.optional',
    ],
    ['exclusions in strict order', { order: 'strict', exclusions: [EXCLUSION] }, 'exclusions.0'],
    ['an exclusion backwards', { exclusions: [{ ...EXCLUSION, between: [2, 2] }] }, 'exclusions.0.between'],
    [
      'an exclusion beyond the end',
      { exclusions: [{ ...EXCLUSION, between: [1, 4] }] },
      'exclusions.0.between',
    ],
    [
      'an exclusion of a part in any order',
      { order: 'any', exclusions: [EXCLUSION] },
      'exclusions.0.between',
    ],
    ['an attribution of nothing', { attribution: 'first' }, 'attribution'],
    ['an attribution beyond the end', { breakdown: 'plan', attribution: 'step:4' }, 'attribution'],
    ['holding the unit constant', { holdConstant: 'userId' }, 'holdConstant'],
    ['a period backwards', { from: PERIOD.to, to: PERIOD.from }, 'to'],
    ['an empty period', { to: PERIOD.from }, 'to'],
    ['one step', { steps: [{ step: 'a' }] }, 'steps'],
    ['33 steps', { steps: Array.from({ length: 33 }, () => ({ step: 'a' })) }, 'steps'],
    ['no window', { windowSeconds: 0 }, 'windowSeconds'],
    ['a window of more than a year', { windowSeconds: 365 * 86_400 + 1 }, 'windowSeconds'],
    ['a time without a zone', { from: '2026-01-01T00:00:00' }, 'from'],
    ['a property that could leave its quotes', { breakdown: 'a"]' }, 'breakdown'],
    ['a text compared by size', { filters: [{ property: 'n', op: 'gt', value: 'x' }] }, 'filters.0.value'],
    ['a part of a number', { filters: [{ property: 'value', op: 'contains', value: '1' }] }, 'filters.0.op'],
    ['a field that does not exist', { widnow: 1 }, ''],
  ])('refuses %s, at the field', (_, changes, path) => {
    expect(pathsOf(FunnelQuestion.safeParse({ steps: STEPS, ...PERIOD, ...changes }))).toContain(path);
  });

  it('names all that has no meaning at once', () => {
    const asked = {
      steps: [{ step: 'a', optional: true }, { step: 'b' }],
      ...PERIOD,
      attribution: 'last',
      to: PERIOD.from,
    };
    expect(pathsOf(FunnelQuestion.safeParse(asked))).toEqual(['steps.0.optional', 'attribution', 'to']);
  });

  it.each([
    [TrendQuestion, { interval: 'day', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [TimeToConvertQuestion, { fromStep: 2, toStep: 2 }, 'toStep'],
    [TimeToConvertQuestion, { toStep: 4 }, 'toStep'],
    [PeopleQuestion, { step: 4, outcome: 'converted' }, 'step'],
    [PeopleQuestion, { step: 1, outcome: 'dropped' }, 'outcome'],
    [PeopleQuestion, { step: 2, outcome: 'excluded' }, 'step'],
  ] as const)('has views with limits of their own (%#)', (schema, view, path) => {
    expect(pathsOf(schema.safeParse({ steps: STEPS, ...PERIOD, ...view }))).toContain(path);
  });

  it('is a definition without a period', () => {
    expect(FunnelDefinition.safeParse({ steps: STEPS }).success).toBe(true);
    expect(FunnelDefinition.safeParse({ steps: STEPS, ...PERIOD }).success).toBe(false);
  });
});
