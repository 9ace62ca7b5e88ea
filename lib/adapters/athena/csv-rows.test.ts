import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows } from '#lib/adapters/athena/csv-rows';

function rowsOf(text: string, width: number) {
  const rows = new CsvRows(width);
  return [...rows.take(text), ...rows.finish()];
}

describe('a result file', () => {
  it.each([
    ['', 1, []],
    ['"a"\n', 1, [['a']]],
    ['"a"', 1, [['a']]],
    ['\n', 1, [[undefined]]],
    ['""\n', 1, [['']]],
    ['"a",,""\n', 3, [['a', undefined, '']]],
    [
      ',\n,\n',
      2,
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
    ['"a ""b"", c\nd"\n"""",""""""', 1, null],
    ['"""","x"\n', 2, [['"', 'x']]],
    ['1,"2"\n', 2, [['1', '2']]],
  ] as const)('%j of %i columns is %j', (text, width, rows) => {
    if (rows) expect(rowsOf(text, width)).toEqual(rows);
    else expect(() => rowsOf(text, width)).toThrow(/a row of 2 values, not of 1/);
  });

  it('that ends within a row is refused', () => {
    expect(() => rowsOf('"a","b', 2)).toThrow(/ends within a row/);
    expect(() => rowsOf('"a",', 1)).toThrow(/a row of 2 values/);
  });

  it('has the same rows however it is cut into pieces', () => {
    const cell = fc.option(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'a', 'é', '😀') }), {
      nil: undefined,
    });
    const tables = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc
          .array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })
          .map((rows) => ({ width, rows })),
      );
    fc.assert(
      fc.property(tables, fc.array(fc.nat({ max: 9 })), ({ width, rows }, cuts) => {
        const text = rows
          .map((cells) =>
            cells.map((one) => (one === undefined ? '' : `"${one.replaceAll('"', '""')}"`)).join(','),
          )
          .map((line) => `${line}\n`)
          .join('');
        const reader = new CsvRows(width);
        let from = 0;
        const read = cuts.flatMap((length) => {
          from += length;
          return reader.take(text.slice(from - length, from));
        });
        expect([...read, ...reader.take(text.slice(from)), ...reader.finish()]).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});
