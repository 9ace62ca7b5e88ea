import { DateTime } from 'luxon';
import type { Interval } from '#lib/funnels/schema';

/**
 * The same days, so many intervals earlier on the zone's calendar: the period before, when it touches so many of them.
 * Counted in hours it would begin at another time of day where clocks change in between.
 */
export function intervalsBefore<Q extends { from: string; to: string; timeZone: string }>(
  query: Q,
  interval: Interval,
  count: number,
): Q {
  const earlier = (time: string) =>
    new Date(
      DateTime.fromISO(time, { zone: query.timeZone })
        .minus({ [interval]: count })
        .toMillis(),
    ).toISOString();
  return { ...query, from: earlier(query.from), to: earlier(query.to) };
}
