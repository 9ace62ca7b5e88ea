import { describe, expect, it } from 'vitest';
import { impactSpan } from '#lib/adoption/impact-span';
import { ImpactQuery } from '#lib/adoption/schema';

function spanOf(observedUntil: string, more: object = {}) {
  const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-31T00:00:00Z', feature: 'a' };
  const span = impactSpan(ImpactQuery.parse({ ...period, ...more }), Date.parse(observedUntil));
  const { historyFrom, followedTo, horizon } = span;
  return [historyFrom, followedTo, horizon].map((time) => new Date(time).toISOString().slice(0, 16));
}

describe('which events an impact looks at', () => {
  it.each([
    ['long after', '2026-05-01T12:00:00Z', {}, ['2026-02-01T00:00', '2026-03-31T00:00', '2026-04-07T00:00']],
    [
      'while some are followed',
      '2026-04-02T12:00:00Z',
      {},
      ['2026-02-01T00:00', '2026-03-26T00:00', '2026-04-02T00:00'],
    ],
    [
      'on the last day',
      '2026-03-31T23:00:00Z',
      {},
      ['2026-02-01T00:00', '2026-03-24T00:00', '2026-03-31T00:00'],
    ],
    [
      'when nobody has been followed',
      '2026-03-02T00:00:00Z',
      {},
      ['2026-02-01T00:00', '2026-03-01T00:00', '2026-03-31T00:00'],
    ],
    [
      'by days of a zone',
      '2026-04-02T12:00:00Z',
      { timeZone: 'Asia/Kolkata' },
      ['2026-01-31T18:30', '2026-03-25T18:30', '2026-04-01T18:30'],
    ],
    [
      'for longer',
      '2026-05-01T12:00:00Z',
      { followUpDays: 28 },
      ['2026-02-01T00:00', '2026-03-31T00:00', '2026-04-28T00:00'],
    ],
  ])('asked %s', (_, observedUntil, more, expected) => {
    expect(spanOf(observedUntil, more)).toEqual(expected);
  });
});
