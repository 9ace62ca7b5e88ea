import { describe, expect, it } from 'vitest';
import { Fault } from '#lib/cli/fault';
import { readImportArguments } from '#lib/cli/import-arguments';

describe('readImportArguments', () => {
  it('reads everything that can be said', () => {
    expect(
      readImportArguments(
        [
          ...['events.csv', '--map', 'user=user_id,type=event', '--map', 'session=', '--feature', 'shop'],
          ...['--property', 'platform', '--property', 'plan', '--delimiter', 'tab'],
          ...['--time-zone', 'Europe/Berlin', '--dry-run'],
        ],
        '/home/ana',
      ),
    ).toEqual({
      file: '/home/ana/events.csv',
      wishes: {
        columns: { user: 'user_id', type: 'event', session: '' },
        type: undefined,
        feature: 'shop',
        properties: ['platform', 'plan'],
      },
      delimiter: '\t',
      timeZone: 'Europe/Berlin',
      isDryRun: true,
    });
  });

  it.each([
    ['../events.csv', '/home/events.csv'],
    ['/data/events.csv', '/data/events.csv'],
  ])('looks for %s from where the person stands', (typed, file) => {
    expect(readImportArguments([typed], '/home/ana')?.file).toBe(file);
  });

  it('keeps what stands behind the first equals sign', () => {
    expect(readImportArguments(['f', '--map', 'user=a=b'], '/')?.wishes.columns).toEqual({ user: 'a=b' });
  });

  it('answers nothing when help is asked for', () => {
    expect(readImportArguments(['--help'], '/')).toBeUndefined();
  });

  it.each([
    ['no file', [], /Name the file/],
    ['two files', ['a', 'b'], /one file at a time/],
    ['an unknown option', ['a', '--mapp', 'x'], /--mapp/],
    ['an unknown field', ['a', '--map', 'who=x'], /FIELD=COLUMN/],
    ['a map without a column', ['a', '--map', 'user'], /FIELD=COLUMN/],
    ['an unknown delimiter', ['a', '--delimiter', 'star'], /comma, semicolon/],
  ])('refuses %s', (_, words, sentence) => {
    expect(() => readImportArguments(words, '/')).toThrow(Fault);
    expect(() => readImportArguments(words, '/')).toThrow(sentence);
  });
});
