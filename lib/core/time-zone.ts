const DAY_MS = 86_400_000;

/** Whether a name is a zone that this machine knows, like `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The day that a zone's calendar shows at a time (epoch milliseconds), `YYYY-MM-DD`. */
export function dayInZone(time: number, timeZone: string): string {
  return new Date(time + offsetMs(time, timeZone)).toISOString().slice(0, 10);
}

/** When a day (`YYYY-MM-DD`) of a zone begins, in epoch milliseconds; where midnight is skipped, just after the gap. */
export function startOfDayInZone(day: string, timeZone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [offsetMs(midnight - DAY_MS, timeZone), offsetMs(midnight + DAY_MS, timeZone)];
  const ahead = Math.max(...offsets);
  const earliest = midnight - ahead;
  return offsetMs(earliest, timeZone) === ahead ? earliest : midnight - Math.min(...offsets);
}

/** How far a zone's clock is ahead of UTC. */
function offsetMs(time: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(time);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(time / 1000) * 1000;
}

// Making one takes longer than a hundred answers of it.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  clocks.set(timeZone, clock);
  return clock;
}
