import { DateTime, IANAZone } from 'luxon';

const DAY_MS = 86_400_000;
// No zone changes its clock twice within two weeks.
const STEP_MS = 14 * DAY_MS;
const MINUTE_MS = 60_000;

/** From `since` (epoch milliseconds) on, a zone's clock is this far ahead of UTC. */
export interface Offset {
  since: number;
  seconds: number;
}

/** How far a zone's clock is ahead of UTC over `[from, to)`: one entry for each time it changes, the first at `from`. */
export function offsetsOf(from: number, to: number, timeZone: string): Offset[] {
  const zone = IANAZone.create(timeZone);
  const secondsAt = (time: number) => zone.offset(time) * 60;
  let seconds = secondsAt(from);
  const offsets = [{ since: from, seconds }];
  for (let time = from; time < to; time += STEP_MS) {
    const end = Math.min(time + STEP_MS, to);
    const next = secondsAt(end);
    if (next === seconds) continue;
    offsets.push({ since: changeIn(time, end, secondsAt), seconds: next });
    seconds = next;
  }
  return offsets;
}

/** The minute at which the clock changes, somewhere after `from` and not after `to`. */
function changeIn(from: number, to: number, secondsAt: (time: number) => number): number {
  let before = Math.floor(from / MINUTE_MS);
  let after = Math.ceil(to / MINUTE_MS);
  const old = secondsAt(from);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (secondsAt(middle * MINUTE_MS) === old) before = middle;
    else after = middle;
  }
  return after * MINUTE_MS;
}

/** The day that a zone's calendar shows at a time, as the number of days since 1 January 1970. */
export function localDay(time: number, timeZone: string): number {
  return Math.floor((time + IANAZone.create(timeZone).offset(time) * MINUTE_MS) / DAY_MS);
}

/** When a day of a zone begins, in epoch milliseconds; where its midnight is skipped, the first moment after it. */
export function startOfLocalDay(day: number, timeZone: string): number {
  const [year, month, date] = dayText(day).split('-').map(Number);
  const midnight = { year: year ?? 1970, month: month ?? 1, day: date ?? 1 };
  return DateTime.fromObject(midnight, { zone: timeZone }).startOf('day').toMillis();
}

/** `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
