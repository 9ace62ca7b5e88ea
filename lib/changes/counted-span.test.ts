import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedSpan, type LedgerLine, type LedTo } from '#lib/changes/counted-span';

const at = (clock: string) => new Date(`2026-03-02T${clock}Z`);
const clockOf = (date: Date | undefined) => date?.toISOString().slice(11, 19);

const to = (version: number | null, second: LedTo['second'] = null): LedTo => ({ version, second });
const line = (clock: string, led: LedTo, more: Partial<LedgerLine> = {}): LedgerLine => ({
  ...led,
  seenAt: at(clock),
  notBefore: null,
  isFirstSight: false,
  ...more,
});
const CANARY = { version: 43, weight: 0.1 };

describe('the calls before a move', () => {
  it.each<[string, LedTo, LedgerLine[], string, [string, string, string]]>([
    [
      'since what is left went live, in whole minutes',
      to(42),
      [line('02:41:20', to(42)), line('01:00:00', to(41))],
      '02:47:30',
      ['02:42:00', '02:47:00', 'went_live'],
    ],
    [
      'from the very minute when it went live at its beginning',
      to(42),
      [line('02:41:00', to(42))],
      '02:47:30',
      ['02:41:00', '02:47:00', 'went_live'],
    ],
    [
      'of a quarter of an hour at most',
      to(42),
      [line('01:41:20', to(42))],
      '02:47:30',
      ['02:32:00', '02:47:00', 'longest'],
    ],
    [
      'since its share is what it is, of one that shares the calls',
      to(42, CANARY),
      [
        line('02:41:20', to(42, CANARY)),
        line('02:38:00', to(42, { ...CANARY, weight: 0.05 })),
        line('01:00:00', to(42)),
      ],
      '02:47:30',
      ['02:42:00', '02:47:00', 'went_live'],
    ],
    [
      'since it serves everybody, of one that had a share before',
      to(43),
      [line('02:41:20', to(43)), line('02:30:00', to(42, CANARY))],
      '02:47:30',
      ['02:42:00', '02:47:00', 'went_live'],
    ],
    [
      'since the first of lines that all say the same',
      to(42),
      [line('02:45:00', to(42)), line('02:40:10', to(42)), line('01:00:00', to(41))],
      '02:47:30',
      ['02:41:00', '02:47:00', 'went_live'],
    ],
    [
      'since it came the last time',
      to(42),
      [line('02:44:00', to(42)), line('02:42:00', to(41)), line('02:40:00', to(42))],
      '02:47:30',
      ['02:44:00', '02:47:00', 'went_live'],
    ],
    [
      'of $LATEST too',
      to(null),
      [line('02:41:20', to(null))],
      '02:47:30',
      ['02:42:00', '02:47:00', 'went_live'],
    ],
    [
      'of a quarter of an hour without a ledger',
      to(42),
      [],
      '02:47:30',
      ['02:32:00', '02:47:00', 'not_known'],
    ],
    [
      'of a quarter of an hour where the ledger says something else',
      to(42),
      [line('02:41:20', to(41))],
      '02:47:30',
      ['02:32:00', '02:47:00', 'not_known'],
    ],
    [
      'of a quarter of an hour where it stood there at first sight',
      to(42),
      [line('02:41:20', to(42), { isFirstSight: true })],
      '02:47:30',
      ['02:32:00', '02:47:00', 'not_known'],
    ],
    [
      'of a quarter of an hour that it certainly stood there',
      to(42),
      [line('01:41:20', to(42), { isFirstSight: true })],
      '02:47:30',
      ['02:32:00', '02:47:00', 'longest'],
    ],
  ])('are those %s', (_, left, ledger, movedAt, expected) => {
    const span = countedSpan(left, ledger, at(movedAt));
    expect([clockOf(span.from), clockOf(span.to), span.begins]).toEqual(expected);
    expect(span.byVersion).toBeNull();
  });

  it.each<[string, LedTo, LedgerLine, string, [string, string, number[]] | null]>([
    ['one minute', to(42), line('02:41:20', to(42)), '02:43:10', ['02:41:00', '02:44:00', [42]]],
    ['no minute', to(42), line('02:41:20', to(42)), '02:41:50', ['02:41:00', '02:42:00', [42]]],
    [
      'one minute since it was seen',
      to(42),
      line('02:41:20', to(42), { notBefore: at('02:36:40') }),
      '02:43:10',
      ['02:36:00', '02:44:00', [42]],
    ],
    [
      'one minute since it was seen, and nobody had looked for hours',
      to(42),
      line('02:41:20', to(42), { notBefore: at('00:10:00') }),
      '02:43:10',
      ['02:28:00', '02:44:00', [42]],
    ],
    [
      'one minute of two that share the calls',
      to(42, CANARY),
      line('02:41:20', to(42, CANARY), { notBefore: at('02:36:40') }),
      '02:43:10',
      ['02:41:00', '02:44:00', [42, 43]],
    ],
    ['one minute of $LATEST, which has no number', to(null), line('02:41:20', to(null)), '02:43:10', null],
  ])('are counted by version where there is %s', (_, left, arrival, movedAt, expected) => {
    const { byVersion, begins } = countedSpan(left, [arrival], at(movedAt));
    const found = byVersion && [clockOf(byVersion.from), clockOf(byVersion.to), byVersion.versions];
    expect([found, begins]).toEqual([expected, 'went_live']);
  });

  it('are never of more than a quarter of an hour, nor of what was before', () => {
    const minutes = fc.integer({ min: 0, max: 90 * 60 });
    fc.assert(
      fc.property(minutes, minutes, fc.boolean(), (age, gap, isFirstSight) => {
        const movedAt = new Date(at('12:00:00').getTime() + gap * 1000);
        const seenAt = new Date(movedAt.getTime() - age * 1000);
        const span = countedSpan(to(2), [{ ...to(2), seenAt, notBefore: null, isFirstSight }], movedAt);
        expect(span.to.getTime()).toBeLessThanOrEqual(movedAt.getTime());
        expect(span.to.getTime() - span.from.getTime()).toBeLessThanOrEqual(15 * 60_000);
        if (span.begins === 'went_live' && span.from < span.to) {
          expect(span.from.getTime()).toBeGreaterThanOrEqual(seenAt.getTime());
        }
      }),
    );
  });
});
