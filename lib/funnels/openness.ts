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
  const isEntry = (unit: UnitEvents, i: number, entry: Entry) => {
    const time = unit.times[i] ?? 0;
    const isHeldBack = question.holdConstant !== undefined && unit.held[i] === 0;
    return time >= entry.from && time < entry.to && ((unit.steps[i] ?? 0) & entryMask) !== 0 && !isHeldBack;
  };
  const firstEntry = (unit: UnitEvents, entry: Entry) => {
    for (let i = 0; i < unit.count; i += 1) if (isEntry(unit, i, entry)) return unit.times[i] ?? 0;
    return Number.NaN;
  };
  const lastEntry = (unit: UnitEvents, entry: Entry) => {
    for (let i = unit.count - 1; i >= 0; i -= 1) if (isEntry(unit, i, entry)) return unit.times[i] ?? 0;
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
