import { describe, expect, it } from 'vitest';
import { foldTypes, foldValues, isAskable, keysOfExamples, valueExpression } from '#lib/events/catalog';

describe('foldTypes', () => {
  it('adds up by type and by feature, the commonest first', () => {
    const row = (event_type: string, feature_name: string | null, events: number, last_seen: number) => ({
      event_type,
      feature_name,
      events,
      last_seen,
    });
    expect(
      foldTypes([
        row('view', 'a', 2, 100.5),
        row('view', 'b', 5, 50),
        row('buy', null, 9, 10),
        row('buy', 'b', 1, 20),
      ]),
    ).toEqual({
      eventTypes: [
        {
          type: 'buy',
          count: 10,
          features: [
            { feature: null, count: 9 },
            { feature: 'b', count: 1 },
          ],
          lastSeen: '1970-01-01T00:00:20.000Z',
        },
        {
          type: 'view',
          count: 7,
          features: [
            { feature: 'b', count: 5 },
            { feature: 'a', count: 2 },
          ],
          lastSeen: '1970-01-01T00:01:40.500Z',
        },
      ],
      features: [
        { feature: 'b', count: 6 },
        { feature: 'a', count: 2 },
      ],
      total: 17,
    });
  });
});

describe('keysOfExamples', () => {
  it('gathers what can be asked for, from whatever is an object', () => {
    expect(keysOfExamples(['{"b":1,"a b":2}', '{"a":1,"q\\"":2}', '[1]', 'nonsense', null])).toEqual([
      'a',
      'a b',
      'b',
    ]);
  });
});

describe('foldValues', () => {
  const row = (value_text: string | null, events: number) => ({
    value_text,
    events,
    total: 10,
    different: 2,
  });

  it('tells the missing from the values', () => {
    expect(foldValues('plan', [row('pro', 5), row(null, 4), row('free', 1)], 50)).toEqual({
      property: 'plan',
      values: [
        { value: 'pro', count: 5 },
        { value: 'free', count: 1 },
      ],
      distinct: 2,
      missingShare: 0.4,
    });
  });

  it('has no share of nothing, and never shows more than asked', () => {
    expect(foldValues('plan', [], 50)).toEqual({
      property: 'plan',
      values: [],
      distinct: 0,
      missingShare: null,
    });
    expect(foldValues('plan', [row('a', 1), row('b', 1)], 1).values).toHaveLength(1);
  });
});

describe('valueExpression', () => {
  it.each([
    ['userId', "nullif(user_id, '')"],
    ['plan', `nullif(json_extract_scalar(properties, '$["plan"]'), '')`],
    ["it's", `nullif(json_extract_scalar(properties, '$["it''s"]'), '')`],
    ['constructor', `nullif(json_extract_scalar(properties, '$["constructor"]'), '')`],
  ])('reads %s', (property, expression) => {
    expect(valueExpression(property)).toBe(expression);
  });

  it('is asked for no name that could end the path', () => {
    expect(isAskable('a"]')).toBe(false);
    expect(isAskable('a\\')).toBe(false);
    expect(isAskable('')).toBe(false);
  });
});
