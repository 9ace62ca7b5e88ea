import { describe, expect, it } from 'vitest';
import { opennessOf } from '#lib/funnels/openness';
import { FunnelQuestion } from '#lib/funnels/schema';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

const DAY = 86_400_000;
const FROM = Date.parse('2026-01-01T00:00:00Z');

function question(cutAtEnd = false): FunnelQuestion {
  return FunnelQuestion.parse({
    steps: [{ step: 'view' }, { step: 'buy' }],
    from: '2026-01-01T00:00:00Z',
    to: '2026-01-31T00:00:00Z',
    windowSeconds: (7 * DAY) / 1000,
    cutAtEnd,
  });
}

/** Views on these days of the period, counted from 0. */
function viewer(days: number[]): UnitEvents {
  const none = () => new Int32Array(days.length);
  return {
    count: days.length,
    times: Float64Array.from(days, (day) => FROM + day * DAY),
    steps: new Uint32Array(days.length).fill(1),
    excluded: new Uint32Array(days.length),
    held: none(),
    broken: none(),
    hasExclusions: false,
    hasHardTies: false,
  };
}

describe('opennessOf', () => {
  it.each([
    { days: [10], today: 17, isOpen: true, hasMatured: false },
    { days: [10], today: 17.01, isOpen: false, hasMatured: true },
    // Somebody who comes every few days is always inside some window, and must count as matured all the same.
    { days: [2, 8, 14], today: 16, isOpen: true, hasMatured: true },
    { days: [12, 14], today: 16, isOpen: true, hasMatured: false },
    { days: [2, 8, 14], today: 40, isOpen: false, hasMatured: true },
    // Before and after the period nothing is an entry.
    { days: [-1, 12, 31], today: 16, isOpen: true, hasMatured: false },
  ])('views on days $days seen on day $today: open $isOpen, matured $hasMatured', (viewed) => {
    const openness = opennessOf(question(), FROM + viewed.today * DAY);
    const entry = { from: FROM, to: FROM + 30 * DAY };
    const unit = viewer(viewed.days);
    expect(openness.isOpen(unit, entry)).toBe(viewed.isOpen);
    expect(openness.hasMatured(unit, entry)).toBe(viewed.hasMatured);
  });

  it('closes every window at the end of the period where events after it do not count', () => {
    const unit = viewer([29]);
    const entry = { from: FROM, to: FROM + 30 * DAY };
    const seen = (now: number) => {
      const openness = opennessOf(question(true), now);
      return [openness.isOpen(unit, entry), openness.hasMatured(unit, entry)];
    };
    expect(seen(FROM + 30 * DAY - 1)).toEqual([true, false]);
    expect(seen(FROM + 30 * DAY)).toEqual([false, true]);
  });
});
