import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStale, nextNoticeState, retryDelayMs } from '#lib/incidents/notice-state';

const STATES = ['kept', 'waiting', 'sending', 'sent', 'failed'] as const;
const EVENTS = ['claimed', 'delivered', 'not_taken', 'lost', 'refused', 'asked_again'] as const;
const ALLOWED = [
  'kept asked_again waiting',
  'waiting claimed sending',
  'sending delivered sent',
  'sending not_taken waiting',
  'sending lost waiting',
  'sending refused failed',
  'failed asked_again waiting',
];

describe('a notice', () => {
  it('goes from state to state by this table alone', () => {
    const moves = STATES.flatMap((state) =>
      EVENTS.flatMap((event) => {
        const next = nextNoticeState(state, event);
        return next === null ? [] : [`${state} ${event} ${next}`];
      }),
    );
    expect(moves.sort()).toEqual([...ALLOWED].sort());
  });

  it.each([
    [1, null, 1_000, 2_000],
    [2, null, 2_000, 4_000],
    [5, null, 16_000, 32_000],
    [40, null, 450_000, 900_000],
    [1, 30, 30_000, 30_000],
    [12, 30, 450_000, 900_000],
  ])(
    'after attempt %i, asked to wait %s s, comes back between %i and %i ms',
    (attempts, after, low, high) => {
      expect(retryDelayMs({ attempts, retryAfterSeconds: after, jitter: 0 })).toBe(low);
      expect(retryDelayMs({ attempts, retryAfterSeconds: after, jitter: 1 })).toBe(high);
    },
  );

  it('never comes back sooner than it was asked to', () => {
    const given = fc.record({
      attempts: fc.integer({ min: 1, max: 1000 }),
      retryAfterSeconds: fc.nat(100_000),
      jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(given, (attempt) => {
        expect(retryDelayMs(attempt)).toBeGreaterThanOrEqual(attempt.retryAfterSeconds * 1000);
      }),
    );
  });

  it('is given up after a day', () => {
    const created = new Date('2026-03-02T09:00:00Z');
    expect(isStale(created, new Date('2026-03-03T09:00:00Z'))).toBe(false);
    expect(isStale(created, new Date('2026-03-03T09:00:01Z'))).toBe(true);
  });
});
