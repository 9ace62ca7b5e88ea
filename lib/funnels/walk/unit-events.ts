/** The events of one user or session, by time, those at one instant by step; only the first `count` places count. */
export interface UnitEvents {
  count: number;
  /** Epoch milliseconds. */
  times: Float64Array;
  /** The steps that each event can serve. */
  steps: Uint32Array;
  /** The exclusions that each event is. */
  excluded: Uint32Array;
  /** Which value of the held property each event carries; 0 is none. */
  held: Int32Array;
  /** Which value of the breakdown each event carries; 0 is none. */
  broken: Int32Array;
  hasExclusions: boolean;
  /** Whether two events stand at one instant, one of which can serve several steps. */
  hasHardTies: boolean;
}

/** Where the first event after those at the instant of event `from` stands. */
export function endOfTie(unit: UnitEvents, from: number): number {
  const time = unit.times[from];
  let end = from + 1;
  while (end < unit.count && unit.times[end] === time) end += 1;
  return end;
}
