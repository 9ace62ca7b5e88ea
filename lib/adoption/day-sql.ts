import { offsetsOf } from '#lib/adoption/local-day';
import { dayOf } from '#lib/funnels/sql';

const DAY_MS = 86_400_000;

/**
 * A period of events, pruned by day; times are epoch milliseconds, the end is not in it. `dt` is an event's day in UTC,
 * so its time is only looked at where the period begins or ends within one.
 */
export function periodSql(from: number, to: number): string {
  const begins = isMidnight(from) ? '' : ` and event_time >= ${timestampSql(from)}`;
  const ends = isMidnight(to) ? '' : ` and ${beforeSql(to)}`;
  return `dt >= '${dayOf(from)}' and dt <= '${dayOf(to - 1)}'${begins}${ends}`;
}

/** The condition that an event is before a time. */
export function beforeSql(time: number): string {
  return isMidnight(time) ? `dt <= '${dayOf(time - 1)}'` : `event_time < ${timestampSql(time)}`;
}

/**
 * The day of a zone in which an event between `from` and `to` lies, as the number of days since 1970. The clock's
 * changes are written out, because engines disagree about zones and about which rules are the newest. Where the clock
 * is UTC's throughout, the day is that of the event's file: nothing has to be read.
 */
export function localDaySql(from: number, to: number, timeZone: string): string {
  const [first, ...changes] = offsetsOf(from, to, timeZone);
  const oldest = first?.seconds ?? 0;
  if (oldest === 0 && changes.length === 0)
    return `(date_diff('day', date '${dayOf(from)}', cast(dt as date)) + ${Math.floor(from / DAY_MS)})`;
  // The newest first: that is where most events are.
  const branches = changes
    .reverse()
    .map(({ since, seconds }) => `when event_time >= ${timestampSql(since)} then ${seconds}e0`);
  const offset = branches.length === 0 ? `${oldest}e0` : `case ${branches.join(' ')} else ${oldest}e0 end`;
  return `cast(floor((to_unixtime(event_time) + ${offset}) / 86400e0) as bigint)`;
}

function isMidnight(time: number): boolean {
  return time % DAY_MS === 0;
}

export function timestampSql(time: number): string {
  return `timestamp '${new Date(time).toISOString().replace('T', ' ').replace('Z', '')}'`;
}
