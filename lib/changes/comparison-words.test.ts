import { describe, expect, it } from 'vitest';
import type { CountedBefore } from '#lib/changes/answers';
import { comparisonWords } from '#lib/changes/comparison-words';
import { verdictOf } from '#lib/changes/verdict';

function span(changes: Partial<CountedBefore> = {}): CountedBefore {
  return {
    ...{
      function: 'vpr',
      versions: ['42'],
      from: '2026-03-02T02:42:00.000Z',
      to: '2026-03-02T02:47:00.000Z',
    },
    ...{ begins: 'went_live', wentLiveAt: '2026-03-02T02:41:20.000Z', ...changes },
  };
}
const LONGEST = { begins: 'longest', wentLiveAt: null } as const;
const NOT_KNOWN = { begins: 'not_known', wentLiveAt: null } as const;

describe('what was counted, in words', () => {
  it.each<[string, CountedBefore[]]>([
    ['since version 42 went live 02:41 UTC', [span()]],
    ['since versions 42 and 43 shared the calls from 02:41 UTC', [span({ versions: ['42', '43'] })]],
    ['in the 15 minutes before the move', [span(LONGEST)]],
    ['in the 15 minutes before the move (since when version 42 was live is not known)', [span(NOT_KNOWN)]],
    [
      'since each went live, at most 15 minutes before the move and the first 02:40 UTC',
      [span(), span({ function: 'cv', wentLiveAt: '2026-03-02T02:40:00.000Z' }), span(LONGEST)],
    ],
    [
      'since each went live, at most 15 minutes before the move and the first 02:41 UTC (since when cv was live is not known)',
      [span(), span({ function: 'cv', ...NOT_KNOWN })],
    ],
    ['in the 15 minutes before the move', [span(LONGEST), span({ function: 'cv', ...LONGEST })]],
  ])('%s', (words, spans) => {
    const verdict = verdictOf({ calls: 412, errors: 15 }, null);
    expect(comparisonWords(verdict, { before: spans, since: '' })).toBe(`3.6% of 412 calls failed ${words}.`);
  });

  it.each([
    [
      '3.6% of 412 calls failed since version 42 went live 02:41 UTC, 0.2% of 439 since the move.',
      { calls: 412, errors: 15 },
      { calls: 439, errors: 1 },
    ],
    ['0.2% of 439 calls failed since the move.', null, { calls: 439, errors: 1 }],
    ['3.6% of 412 calls failed since version 42 went live 02:41 UTC.', { calls: 412, errors: 15 }, null],
    ['', null, null],
  ])('%s', (words, before, after) => {
    expect(comparisonWords(verdictOf(before, after), { before: [span()], since: '' })).toBe(words);
  });
});
