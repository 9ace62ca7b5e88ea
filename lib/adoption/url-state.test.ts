import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BrokenBy } from '#lib/adoption/answers';
import {
  type AdoptionView,
  featurePath,
  NEW_VIEW,
  periodIn,
  readView,
  VIEW_KEYS,
  viewLink,
  writeView,
} from '#lib/adoption/url-state';

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

const segment: fc.Arbitrary<BrokenBy> = fc.oneof(
  fc.record({ value: fc.option(fc.oneof(words, fc.constantFrom('(none)', '(other)', 'a~b', 'null'))) }),
  fc.constant({ value: null, other: true as const }),
);

const view: fc.Arbitrary<AdoptionView> = fc.record({
  range: fc.constantFrom('7d', '30d', '2026-01-01..2026-02-28'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu'),
  breakdown: fc.option(words),
  segment: fc.option(segment),
  compare: fc.boolean(),
});

describe('a link to a page about adoption', () => {
  it('shows the same to whoever opens it', () => {
    fc.assert(
      fc.property(view, (shown) => {
        const { searchParams } = new URL(viewLink('/adoption/cv', shown), 'http://x');
        const read = VIEW_KEYS.map((key) => [key, searchParams.get(key)]);
        // Half a character cannot stand in an address.
        const breakdown = shown.breakdown?.replace(/\p{Surrogate}/gu, '\uFFFD') ?? null;
        const expected = { ...shown, breakdown, segment: breakdown === null ? null : shown.segment };
        expect(readView(Object.fromEntries(read))).toEqual(expected);
      }),
    );
  });

  it('says nothing when nothing was chosen', () => {
    expect(viewLink('/adoption', NEW_VIEW)).toBe('/adoption');
    expect(Object.values(writeView(NEW_VIEW))).toEqual([null, null, null, null, null]);
  });

  it.each([
    [{ range: 'yesterday' }, {}],
    [{ range: '2026-02-01..2026-01-01' }, {}],
    [{ tz: 'Mars/Olympus' }, {}],
    [{ breakdown: '' }, {}],
    [{ breakdown: 'x'.repeat(129) }, {}],
    [{ compare: 'perhaps' }, {}],
    [
      { range: '7d', tz: 'nowhere', compare: '0' },
      { range: '7d', compare: false },
    ],
  ])('falls back where it is mistyped: %j', (parameters, expected) => {
    expect(readView(parameters)).toEqual({ ...NEW_VIEW, ...expected });
  });

  it('holds any key of a feature', () => {
    const key = 'a/b c?d#é';
    expect(decodeURIComponent(new URL(featurePath(key), 'http://x').pathname)).toBe(`/adoption/${key}`);
  });
});

describe('the period of a view', () => {
  it('has the days of its zone', () => {
    const now = new Date('2026-03-29T22:30:00Z');
    expect(periodIn({ range: '7d', timeZone: 'Europe/Berlin' }, now)).toEqual({
      from: '2026-03-23T23:00:00.000Z',
      to: '2026-03-30T22:00:00.000Z',
      timeZone: 'Europe/Berlin',
    });
  });
});
