import type { Columns, Parameter, Row, Warehouse } from '#lib/core/warehouse';

type Ask = <C extends Columns>(text: string, parameters: Parameter[], columns: C) => Promise<Row<C>[]>;

const DAY_MS = 86_400_000;
const RECENT_DAYS = 3;
const NEWEST = 'select max(to_unixtime(event_time)) as newest from events where dt >= ?';
// DuckDB 1.5.5 breaks at a maximum over nothing but the day, and every text runs there too.
const LAST_DAY = 'select dt as day from events group by dt order by dt desc limit 1';

/**
 * `Warehouse.state` where nothing tells when files change: the version moves on with the clock, so an answer from
 * the cache is at most `freshnessSeconds` older than the files, whatever days it covers, and within that time equal
 * questions cost nothing. The newest event is asked for once in that time, in the last few days first.
 */
export function athenaState(ask: Ask, now: () => number, freshnessSeconds: number): Warehouse['state'] {
  let known: { bucket: number; dataThrough: Promise<string | null> } | undefined;
  return async () => {
    const bucket = Math.floor(now() / (freshnessSeconds * 1000));
    if (known?.bucket !== bucket) known = { bucket, dataThrough: newestTime(ask, now()) };
    const asked = known;
    try {
      return { version: `clock-${freshnessSeconds}-${bucket}`, dataThrough: await asked.dataThrough };
    } catch (error) {
      // A failure is not kept: the next one asks again.
      if (known === asked) known = undefined;
      throw error;
    }
  };
}

async function newestTime(ask: Ask, now: number): Promise<string | null> {
  const recent = new Date(now - RECENT_DAYS * DAY_MS).toISOString().slice(0, 10);
  const found = await newestSince(ask, recent);
  if (found !== null) return found;
  const [last] = await ask(LAST_DAY, [], { day: 'text' });
  return last?.day ? newestSince(ask, last.day) : null;
}

async function newestSince(ask: Ask, day: string): Promise<string | null> {
  const [row] = await ask(NEWEST, [day], { newest: 'number' });
  const seconds = row?.newest ?? null;
  return seconds === null ? null : new Date(Math.round(seconds * 1000)).toISOString();
}
