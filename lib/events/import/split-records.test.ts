import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '#lib/events/import/fields-of';
import { type RecordForm, splitRecords } from '#lib/events/import/split-records';

const csv = (fieldCount: number, hasHeader = false): RecordForm => ({
  kind: 'delimited',
  delimiter: ',',
  hasHeader,
  fieldCount,
});

/** All pieces of a text that arrives in slices of `sliceBytes`. */
async function split(
  text: string | Uint8Array,
  form: RecordForm,
  sliceBytes = 1 << 20,
  pieceBytes = 1 << 20,
) {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* slices() {
    for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
  }
  const pieces = [];
  for await (const piece of splitRecords(slices(), form, pieceBytes)) pieces.push(piece);
  return {
    texts: pieces.map((piece) => new TextDecoder().decode(piece.bytes)),
    rows: pieces.reduce((sum, piece) => sum + piece.rows, 0),
    broken: pieces.flatMap((piece) => piece.broken),
  };
}

describe('splitRecords', () => {
  it.each<[string, string, RecordForm, string]>([
    ['line ends of both kinds', 'a,b\r\nc,d\n', csv(2), '1,a,b\n2,c,d\n'],
    ['a last line without its end', 'a,b\nc,d', csv(2), '1,a,b\n2,c,d\n'],
    ['a header', 'x,y\na,b\n', csv(2, true), '2,a,b\n'],
    ['a header after empty lines', '\n \nx,y\na,b\n', csv(2, true), '4,a,b\n'],
    ['empty lines', 'a,b\n\n  \nc,d\n', csv(2), '1,a,b\n4,c,d\n'],
    ['a byte order mark', '\uFEFFa,b\n', csv(2), '1,a,b\n'],
    ['quotes, and line ends inside them', '"a\nb",c\nd,"e,""f"""\n', csv(2), '1,"a\nb",c\n3,d,"e,""f"""\n'],
    ['a quote in the middle of a field', 'a"b,c\n', csv(2), '1,a"b,c\n'],
    ['empty fields', ',\n', csv(2), '1,,\n'],
    [
      'runs of blanks, the leading one ignored',
      '  a  19970101\t 1 \n b 2 3\n',
      { kind: 'delimited', delimiter: ' ', hasHeader: false, fieldCount: 3 },
      '1\ta\t19970101\t1\n2\tb\t2\t3\n',
    ],
    ['NDJSON', '{"a":"x,\\"y"}\n\n{"b":1}', { kind: 'ndjson' }, '1\x1f{"a":"x,\\"y"}\n3\x1f{"b":1}\n'],
  ])('reads %s', async (_, text, form, expected) => {
    const { texts, broken } = await split(text, form);
    expect(texts.join('')).toBe(expected);
    expect(broken).toEqual([]);
  });

  it.each<[string, string | Uint8Array, RecordForm, { line: number; reason: string }[]]>([
    [
      'a wrong number of fields',
      'a,b\nc\nd,e,f\ng,h\n',
      csv(2),
      [
        { line: 2, reason: 'has 1 fields where there should be 2' },
        { line: 3, reason: 'has 3 fields where there should be 2' },
      ],
    ],
    [
      'a quote that is never closed',
      'a,b\n"c,d\ne,f\n',
      csv(2),
      [{ line: 2, reason: 'opens a quote that is never closed' }],
    ],
    [
      'text after a quote',
      'a,b\n"c"x,d\ne,f\n',
      csv(2),
      [{ line: 2, reason: 'has text after a closing quote' }],
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from('a,b\nc\xff,d\ne,f\n', 'latin1'),
      csv(2),
      [{ line: 2, reason: 'is not UTF-8 text' }],
    ],
    [
      'a separator inside NDJSON',
      '{"a":1}\n{"a":"\x1f"}\n{}\n',
      { kind: 'ndjson' },
      [{ line: 2, reason: 'is not JSON' }],
    ],
  ])('gives up only the line with %s', async (_, text, form, expected) => {
    const { broken, texts } = await split(text, form);
    expect(broken.map(({ line, reason }) => ({ line, reason }))).toEqual(expected);
    const last = texts.join('').trimEnd().split('\n').at(-1) ?? '';
    expect(last).toMatch(/^(3|4)./);
  });

  it('gives up a quote that goes on for more than a megabyte, and goes on behind it', async () => {
    const long = `"${'x'.repeat(80)}\n`.repeat(1) + 'a,b\n'.repeat(300_000);
    const { rows, broken } = await split(long, csv(2), 64 * 1024);
    expect(broken).toHaveLength(1);
    expect(rows).toBe(300_000);
  });

  it.each([1 << 16, 1 << 23])(
    'gives up a line of more than a megabyte that comes in slices of %i',
    async (slice) => {
      const { texts, broken } = await split(
        `{"a":"${'x'.repeat(3 << 20)}"}\n{"b":1}\n`,
        { kind: 'ndjson' },
        slice,
      );
      expect(broken).toMatchObject([{ line: 1, reason: 'is longer than 1 MiB' }]);
      expect(texts.join('')).toBe('2\x1f{"b":1}\n');
    },
  );

  it('never cuts a piece inside a record', async () => {
    const { texts, rows } = await split('"a\nb",c\n'.repeat(100), csv(2), 7, 50);
    expect(texts.length).toBeGreaterThan(10);
    expect(rows).toBe(100);
    for (const text of texts) expect(text).toMatch(/^(\d+,"a\nb",c\n)+$/);
  });

  it('reads back every table, however its text is sliced', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'ü', '🙂'), maxLength: 5 });
    const table = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, sliceBytes) => {
        const written = rows.map(
          (row) => `${row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`,
        );
        const { texts, broken } = await split(written.join(''), csv(rows[0]?.length ?? 0), sliceBytes);
        expect(broken).toEqual([]);
        let line = 1;
        const expected = written.map((text) => {
          const numbered = `${line},${text}`;
          line += text.split('\n').length - 1;
          return numbered;
        });
        expect(texts.join('')).toBe(expected.join(''));
      }),
    );
  });
});

describe('fieldsOf', () => {
  it.each([
    ['a,b', ',', ['a', 'b']],
    ['"a,""b""", c ,', ',', ['a,"b"', 'c', '']],
    ['a|b"c', '|', ['a', 'b"c']],
    ['  1\t2   3 ', ' ', ['1', '2', '3']],
    ['a;;b', ';', ['a', '', 'b']],
  ] as const)('parts %s by %s', (record, delimiter, fields) => {
    expect(fieldsOf(record, delimiter)).toEqual(fields);
  });
});
