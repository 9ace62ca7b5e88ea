import type { BrokenBy } from '#lib/adoption/answers';
import { eachPart } from '#lib/adoption/breakdown';
import type { DAILY_COLUMNS } from '#lib/adoption/daily-sql';
import { dayText } from '#lib/adoption/local-day';
import type { Row } from '#lib/core/warehouse';

interface UsageFigures {
  /** Distinct users of the row. */
  uniqueUsers: number;
  totalEvents: number;
  completions: number;
  /** Seconds, the mean of the use events that carry a session's duration. */
  avgDuration: number | null;
}

export interface Usage extends UsageFigures {
  /** The same for each value of the asked property that has any. */
  breakdown?: (BrokenBy & UsageFigures)[];
}

export interface DailyRow extends Usage {
  /** null: events of no feature. */
  feature: string | null;
  /** `YYYY-MM-DD`, a day of the asked zone. */
  date: string;
}

export interface DailyTotals {
  features: (Usage & { feature: string | null })[];
  all: Usage;
}

export interface DailyTable {
  /** The newest day first, then the feature with the most users. */
  rows: DailyRow[];
  /** Over the whole period: users are distinct in it, not the sum of days or of features. */
  totals: DailyTotals;
}

type Counted = Row<typeof DAILY_COLUMNS>;

/** The table of daily usage with its total rows. */
export function dailyTable(counted: Counted[], isBroken: boolean): DailyTable {
  const usage = (rows: Counted[], level: 'day' | 'feature' | 'all'): Usage => {
    const own = rows.filter((row) => row.level === 'tally' || row.level === level);
    const whole = figuresOf(own);
    return isBroken ? { ...whole, breakdown: eachPart(own, figuresOf) } : whole;
  };
  const ofDays = grouped(counted, ({ feature_name, local_day }) =>
    local_day === null ? null : JSON.stringify([feature_name, local_day]),
  );
  const ofFeatures = grouped(counted, ({ level, feature_name }) =>
    level === 'all' ? null : JSON.stringify(feature_name),
  );
  return {
    rows: ofDays
      .map((rows) => ({
        feature: rows[0]?.feature_name ?? null,
        date: dayText(rows[0]?.local_day ?? 0),
        ...usage(rows, 'day'),
      }))
      .sort((a, b) => compare(b.date, a.date) || b.uniqueUsers - a.uniqueUsers || byFeature(a, b)),
    totals: {
      features: ofFeatures
        .map((rows) => ({ feature: rows[0]?.feature_name ?? null, ...usage(rows, 'feature') }))
        .sort((a, b) => b.uniqueUsers - a.uniqueUsers || byFeature(a, b)),
      all: usage(counted, 'all'),
    },
  };
}

function grouped(rows: Counted[], keyOf: (row: Counted) => string | null): Counted[][] {
  const groups = new Map<string, Counted[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function figuresOf(rows: Counted[]): UsageFigures {
  const sum = (column: 'users' | 'events' | 'completions' | 'seconds' | 'timed') =>
    rows.reduce((total, row) => total + (row[column] ?? 0), 0);
  const timed = sum('timed');
  return {
    uniqueUsers: sum('users'),
    totalEvents: sum('events'),
    completions: sum('completions'),
    avgDuration: timed === 0 ? null : sum('seconds') / timed,
  };
}

/** Events of no feature stand last. */
function byFeature(a: { feature: string | null }, b: { feature: string | null }): number {
  if (a.feature === null || b.feature === null)
    return Number(a.feature === null) - Number(b.feature === null);
  return compare(a.feature, b.feature);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
