import { type DAILY_COLUMNS, LEVEL } from '#lib/adoption/daily-sql';
import { dayText } from '#lib/adoption/local-day';
import type { Row } from '#lib/core/warehouse';

export interface Usage {
  /** Distinct users of the row. */
  uniqueUsers: number;
  totalEvents: number;
  completions: number;
  /** Seconds, the mean of the use events that carry a session's duration. */
  avgDuration: number | null;
}

export interface DailyRow extends Usage {
  /** null: events of no feature. */
  feature: string | null;
  /** `YYYY-MM-DD`, a day of the asked zone. */
  date: string;
}

export interface DailyTable {
  /** The newest day first, then the feature with the most users. */
  rows: DailyRow[];
  /** Over the whole period: users are distinct in it, not the sum of days or of features. */
  totals: { features: (Usage & { feature: string | null })[]; all: Usage };
}

type Counted = Row<typeof DAILY_COLUMNS>;

/** The table of daily usage with its total rows. */
export function dailyTable(counted: Counted[]): DailyTable {
  const at = (level: number) => counted.filter((row) => row.level === level);
  return {
    rows: at(LEVEL.day)
      .map((row) => ({ feature: row.feature_name, date: dayText(row.local_day ?? 0), ...usageOf(row) }))
      .sort((a, b) => compare(b.date, a.date) || b.uniqueUsers - a.uniqueUsers || byFeature(a, b)),
    totals: {
      features: at(LEVEL.feature)
        .map((row) => ({ feature: row.feature_name, ...usageOf(row) }))
        .sort((a, b) => b.uniqueUsers - a.uniqueUsers || byFeature(a, b)),
      all: usageOf(at(LEVEL.all)[0]),
    },
  };
}

function usageOf(row: Counted | undefined): Usage {
  return {
    uniqueUsers: row?.users ?? 0,
    totalEvents: row?.events ?? 0,
    completions: row?.completions ?? 0,
    avgDuration: row?.timed ? (row.seconds ?? 0) / row.timed : null,
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
