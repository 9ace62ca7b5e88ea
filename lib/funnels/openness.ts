import type { FunnelQuestion } from '#lib/funnels/schema';
import type { Entry } from '#lib/funnels/walk/run';
import type { UnitEvents } from '#lib/funnels/walk/unit-events';

/** When a run that began at an entry can no longer take a step, as far as the question looks. */
export interface Openness {
  /** The last millisecond of the window of a run that began at `entryTime`. */
  closesAt(entryTime: number): number;
  /** Whether some run of the unit that may begin in `entry` is still inside its window. */
  isOpen(unit: UnitEvents, entry: Entry): boolean;
  /**
   * Whether the window of the unit's first entry in `entry` has closed: it has had one whole window. This looks at
   * nothing that came of the entry, and not at later ones, so neither the fast nor the frequent weigh more for it.
   */
  hasMatured(unit: UnitEvents, entry: Entry): boolean;
  /** The last entry in `entry`, or NaN. The window of no other run closes later. */
  lastEntry(unit: UnitEvents, entry: Entry): number;
}

/** `now` in epoch milliseconds. A window is open up to and with its last millisecond. */
export function opennessOf(question: FunnelQuestion, now: number): Openness {
  const cut = question.cutAtEnd ? Date.parse(question.to) - 1 : Number.POSITIVE_INFINITY;
  const windowMs = question.windowSeconds * 1000;
  const entryMask = question.order === 'any' ? 0xffff_ffff : 1;
  const closesAt = (entryTime: number) => Math.min(entryTime + windowMs, cut);
  const isHeld = question.holdConstant !== undefined;
  // Both are asked of every unit, so they take one look at each event and call nothing.
  const firstEntry = ({ count, times, steps, held }: UnitEvents, { from, to }: Entry) => {
    for (let i = 0; i < count; i += 1) {
      if (((steps[i] ?? 0) & entryMask) === 0 || (isHeld && held[i] === 0)) continue;
      const time = times[i] ?? 0;
      if (time >= from && time < to) return time;
    }
    return Number.NaN;
  };
  const lastEntry = ({ count, times, steps, held }: UnitEvents, { from, to }: Entry) => {
    for (let i = count - 1; i >= 0; i -= 1) {
      if (((steps[i] ?? 0) & entryMask) === 0 || (isHeld && held[i] === 0)) continue;
      const time = times[i] ?? 0;
      if (time >= from && time < to) return time;
    }
    return Number.NaN;
  };
  const couldBeOpen = now <= closesAt(Date.parse(question.to) - 1);
  return {
    closesAt,
    lastEntry,
    isOpen: (unit, entry) => couldBeOpen && now <= closesAt(lastEntry(unit, entry)),
    hasMatured: (unit, entry) => !couldBeOpen || now > closesAt(firstEntry(unit, entry)),
  };
}
