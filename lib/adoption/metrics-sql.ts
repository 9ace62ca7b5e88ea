import { WORD_BITS } from '#lib/adoption/bit-words';
import { PART_COLUMNS } from '#lib/adoption/breakdown-sql';
import type { DefinedFeature } from '#lib/adoption/kinds';
import {
  DID,
  hasMaturedSql,
  hasReturnedSql,
  type MetricsPeriod,
  metricsTables,
  RETENTION_DAYS,
} from '#lib/adoption/metrics-tables-sql';
import { type Fragment, sql } from '#lib/funnels/fragment';

export const METRICS_COUNTS = {
  total_users: 'integer',
  power_users: 'integer',
  views: 'integer',
  uses: 'integer',
  completions: 'integer',
  viewers: 'integer',
  active: 'integer',
  activated: 'integer',
  sharers: 'integer',
  repeaters: 'integer',
  seconds: 'number',
  timed: 'integer',
  timed_users: 'integer',
  seconds_squared: 'number',
  seconds_timed: 'number',
  timed_squared: 'number',
  matured_7: 'integer',
  returned_7: 'integer',
  matured_30: 'integer',
  returned_30: 'integer',
  active_power: 'integer',
} as const;

export const METRICS_COLUMNS = { place: 'integer', ...PART_COLUMNS, ...METRICS_COUNTS } as const;

type Count = keyof typeof METRICS_COUNTS;

/**
 * Counts everything that the metrics of all features divide, in one text: a row for each feature (and part), and rows
 * without a place that count everybody and the power users. Rows of one place add up.
 *
 * @param today the day of the zone that is not over yet, in days since 1970.
 */
export function metricsSql(
  query: MetricsPeriod,
  features: DefinedFeature[],
  today: number,
  wordBits = WORD_BITS,
): Fragment {
  const { tables, parts } = metricsTables(query, features, wordBits);
  const people = (condition: string) => `count(case when ${condition} then 1 end)`;
  const retained = RETENTION_DAYS.flatMap((days) => {
    const matured = hasMaturedSql(days, today);
    return [
      [`matured_${days}`, people(matured)],
      [`returned_${days}`, people(`${matured} and ${hasReturnedSql(days, wordBits)}`)],
    ] as const;
  });
  const ofFeature = countsSql({
    ...{ views: 'sum(views)', uses: 'sum(uses)', completions: 'sum(completions)' },
    viewers: people(DID.view),
    active: people(DID.try),
    activated: people(DID.complete),
    sharers: people(DID.share),
    repeaters: people(DID.repeat),
    ...{ seconds: 'sum(seconds)', timed: 'sum(timed)', timed_users: people('timed > 0') },
    seconds_squared: 'sum(seconds * seconds)',
    seconds_timed: 'sum(seconds * timed)',
    timed_squared: 'sum(timed * timed)',
    ...Object.fromEntries(retained),
    active_power: `count(case when ${DID.try} then power.user_id end)`,
  });
  const ofAll = (table: string, count: Count) =>
    `select cast(null as bigint) as place, ${parts.columns}, ${countsSql({ [count]: 'count(*)' })} from ${table}${parts.join(table)}${parts.keys === '' ? '' : ` group by ${parts.keys.slice(2)}`}`;
  return sql`${tables}
select place, ${parts.columns}, ${ofFeature} from placed left join power on power.user_id = placed.user_id${parts.join('placed')} group by place${parts.keys}
union all ${ofAll('everybody', 'total_users')}
union all ${ofAll('power', 'power_users')}`;
}

/** All counts in their order; those that are not given are 0. */
function countsSql(given: Partial<Record<Count, string>>): string {
  const columns = Object.entries(METRICS_COUNTS).map(([name, kind]) => {
    const none = kind === 'number' ? '0e0' : '0';
    return `${given[name as Count] ?? none} as ${name}`;
  });
  return columns.join(', ');
}
