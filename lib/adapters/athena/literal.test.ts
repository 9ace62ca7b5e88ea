import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal } from '#lib/adapters/athena/literal';
import { expectTrinoSyntax } from '#lib/testing/trino-syntax';

describe('literal', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [0, '0'],
    [-0, '0'],
    [-5, '-5'],
    [0.1, '0.1e0'],
    [-2.5, '-2.5e0'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [2 ** 53, '9007199254740992e0'],
    ['', "''"],
    ["it's", "'it''s'"],
    ["'", "''''"],
    ["\\'; --", "'\\''; --'"],
    ['\ud800 é 😀', "'\ufffd é 😀'"],
  ])('writes %j as %s', (value, text) => {
    expect(literal(value)).toBe(text);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 'a\0b', 'x'.repeat(1023), "'".repeat(512)])(
    'refuses %j, which Athena has no literal for',
    (value) => {
      expect(() => literal(value)).toThrow(expect.objectContaining({ code: 'unprocessable' }));
    },
  );

  it('lets no text out of its quotes', () => {
    const hostile = fc.string({ unit: fc.constantFrom("'", '\\', '-', ';', '/', '*', '"', '\n', '?', 'a') });
    fc.assert(
      fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (text) => {
        fc.pre(!text.includes('\0'));
        // A quote inside that is not doubled would end the literal.
        expect(literal(text)).toMatch(/^'(?:[^']|'')*'$/u);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(hostile, (text) => expectTrinoSyntax(`select ${literal(text)} as x from events`)),
      { numRuns: 50 },
    );
  });
});
