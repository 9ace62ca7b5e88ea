import { expect, it } from 'vitest';
import { javaDouble } from '#lib/sandbox/athena/value-text';

// As java.lang.Double.toString writes them.
it.each([
  [0, '0.0'],
  [-0, '-0.0'],
  [1, '1.0'],
  [-2.5, '-2.5'],
  [0.001, '0.001'],
  [0.000999, '9.99E-4'],
  [9_999_999, '9999999.0'],
  [10_000_000, '1.0E7'],
  [123_456_789.25, '1.2345678925E8'],
  [1e21, '1.0E21'],
  [5e-324, '5.0E-324'],
  [Number.NaN, 'NaN'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
])('%d is written %s', (value, text) => {
  expect(javaDouble(value)).toBe(text);
  expect(Number(text)).toBe(value);
});
