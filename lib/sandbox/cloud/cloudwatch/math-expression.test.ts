import { describe, expect, it } from 'vitest';
import {
  evaluateExpression,
  parseExpression,
  type Series,
} from '#lib/sandbox/cloud/cloudwatch/math-expression';

const SERIES: Record<string, Series> = {
  errors: new Map([
    [1, 5],
    [2, 1],
    [4, 3],
  ]),
  calls: new Map([
    [1, 100],
    [2, 0],
    [3, 50],
  ]),
};

function evaluate(text: string) {
  const value = evaluateExpression(parseExpression(text), (name) => SERIES[name] ?? new Map(), [1, 2, 3, 4]);
  return typeof value === 'number' ? value : Object.fromEntries(value);
}

describe('metric math', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 / 4', 2],
    ['-2 + 5', 3],
    // Missing is 0; what is divided by 0 has no value.
    ['100 * errors / calls', { 1: 5, 3: 0 }],
    ['errors + calls', { 1: 105, 2: 1, 3: 50, 4: 3 }],
    ['IF(calls > 0, errors / calls, 0)', { 1: 0.05, 2: 0, 3: 0 }],
    ['IF(calls >= 100, 1, 2)', { 1: 1, 2: 2, 3: 2 }],
    ['FILL(errors, 7)', { 1: 5, 2: 1, 3: 7, 4: 3 }],
    ['calls != 50', { 1: 1, 2: 1, 3: 0 }],
  ])('%s', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it.each(['', '1 +', '(1', 'errors calls', 'RATE(errors)', 'IF(1, 2)', '1 $ 2', ')'])(
    'refuses %j',
    (text) => {
      expect(() => parseExpression(text)).toThrow(SyntaxError);
    },
  );
});
