import { offsetsOf } from '#lib/adoption/local-day';
import { dayOf } from '#lib/funnels/sql';

/** A period of events, pruned by day; times are epoch milliseconds, the end is not in it. */
export function periodSql(from: number, to: number): string {
  return `dt >= '${dayOf(from)}' and dt <= '${dayOf(to - 1)}' and event_time >= ${timestampSql(from)} and event_time < ${timestampSql(to)}`;
}

/**
 * The day of a zone in which an event between `from` and `to` lies, as the number of days since 1970. The clock's
 * changes are written out, because engines disagree about zones and about which rules are the newest.
 */
export function localDaySql(from: number, to: number, timeZone: string): string {
  const [first, ...changes] = offsetsOf(from, to, timeZone);
  // The newest first: that is where most events are.
  const branches = changes
    .reverse()
    .map(({ since, seconds }) => `when event_time >= ${timestampSql(since)} then ${seconds}e0`);
  const oldest = `${first?.seconds ?? 0}e0`;
  const offset = branches.length === 0 ? oldest : `case ${branches.join(' ')} else ${oldest} end`;
  return `cast(floor((to_unixtime(event_time) + ${offset}) / 86400e0) as bigint)`;
}

export function timestampSql(time: number): string {
  return `timestamp '${new Date(time).toISOString().replace('T', ' ').replace('Z', '')}'`;
}
