import { describe, expect, it } from 'vitest';
import { sniffDelimited } from '#lib/events/import/sniff-text';

const sniff = (text: string, isWhole = true) =>
  sniffDelimited(new TextEncoder().encode(text), isWhole, undefined);

describe('sniffDelimited', () => {
  it.each([
    ['commas', 'user_id,event,timestamp\nu1,view,2026-01-05 10:00:00\n', ',', true],
    ['semicolons beside commas', 'user;time;value\nu1;2026-01-05;1,5\nu2;2026-01-05;2,5\n', ';', true],
    ['tabs', 'user\ttime\nu 1\t2026-01-05\n', '\t', true],
    ['bars', 'user|time\nu1|2026-01-05\n', '|', true],
    [
      'runs of blanks',
      ' customer_id  date number_of_cds\n 00001 19970101  1\n 00002 19970112  5\n',
      ' ',
      true,
    ],
    ['no header', 'u1,view,2026-01-05\nu2,view,2026-01-06\n', ',', false],
    ['no header, unknown names only', 'abc,def\nghi,jkl\n', ',', false],
    ['a header told by the kinds below it', 'wer,wann\nu1,2026-01-05\nu2,2026-01-06\n', ',', true],
  ])('recognises %s', (_, text, delimiter, hasHeader) => {
    expect(sniff(text)).toMatchObject({ delimiter, hasHeader });
  });

  it('names columns that have no name, and tells equal ones apart', () => {
    expect(sniff('u1,2026-01-05\n')?.columns).toEqual(['column_1', 'column_2']);
    expect(sniff('user,user,time\na,b,2026-01-05\n')?.columns).toEqual(['user', 'user_2', 'time']);
  });

  it('takes empty fields for missing', () => {
    expect(sniff('user,time,plan\nu1,2026-01-05,\n')?.rows).toEqual([['u1', '2026-01-05', null]]);
  });

  it('leaves out a last line that may be cut', () => {
    expect(sniff('user,time\nu1,2026-01-05\nu2,20', false)?.rows).toEqual([['u1', '2026-01-05']]);
  });

  it('finds nothing in plain prose', () => {
    expect(sniff('Hello\n')).toBeNull();
    expect(sniff('one\ntwo three\nfour five six\n')).toBeNull();
  });

  it('does as it is told', () => {
    const text = new TextEncoder().encode('a;b,c\nd;e,f\n');
    expect(sniffDelimited(text, true, ';')?.columns).toHaveLength(2);
    expect(sniffDelimited(text, true, ';')?.rows[0]).toEqual(['a', 'b,c']);
  });
});
