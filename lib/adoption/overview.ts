import { type Change, changeBetween } from '#lib/adoption/change';
import { type CountChange, countChange } from '#lib/adoption/count-change';
import type { DefinedFeature } from '#lib/adoption/kinds';
import { dayText } from '#lib/adoption/local-day';
import { type Proportion, proportion } from '#lib/adoption/metrics';
import { type Cell, RETURN_DAYS, type Slice } from '#lib/adoption/overview-cells';
import { OVERVIEW_METRICS, type OverviewMetric } from '#lib/adoption/overview-metrics';
import { EVERYBODY, type OVERVIEW_COLUMNS } from '#lib/adoption/overview-sql';
import type { Row } from '#lib/core/warehouse';

/** A rate in the period and in the one before. */
export interface Compared {
  now: Proportion;
  before: Proportion;
  /** null where either has nobody. */
  change: Change | null;
}

/** Users of one day, or of the part of it that lies in the period. */
export interface OverviewDay {
  /** `YYYY-MM-DD`, a day of the asked zone. */
  date: string;
  /** Whether it belongs to the period before. */
  isBefore: boolean;
  /** With any event. */
  totalUsers: number;
  /** Who tried the feature, who of them completed it that day, who of them tried it again within 7 days. */
  activeUsers: number;
  activatedUsers: number;
  returnedUsers: number;
  /** False while some of these 7 days are still to come. */
  isReturnOver: boolean;
}

export interface FeatureOverview {
  feature: string;
  name: string;
  activeUsers: { now: number; before: number; change: CountChange | null };
  metrics: Record<OverviewMetric, Compared>;
  /** The period before and then the period, day by day. */
  days: OverviewDay[];
}

type Counted = Row<typeof OVERVIEW_COLUMNS>;

interface Asked {
  features: DefinedFeature[];
  cells: Cell[];
  /** The day of the zone that is not over, in days since 1970. */
  today: number;
}

/** Each feature's figures beside those of the period before; first those of whose change there is most evidence. */
export function overviewOf({ features, cells, today }: Asked, rows: Counted[]): FeatureOverview[] {
  const found = new Map(rows.map((row) => [`${row.place}.${row.cell}`, row]));
  const table = cells
    .filter(({ slice }) => slice === 'own' || slice === 'before')
    .map((cell) => ({
      cell,
      isReturnOver: cell.day + RETURN_DAYS < today,
      rowOf: (place: number) => found.get(`${place}.${cell.number}`),
    }));
  return features.map(({ saved }, place) => featureOf(saved, place, table)).sort(byEvidence);
}

/** Users of the period with any event, and of the one before. */
export function totalUsersOf(cells: Cell[], rows: Counted[]): { now: number; before: number } {
  const inSlice = (slice: Slice) => {
    const numbers = new Set(cells.filter((cell) => cell.slice === slice).map(({ number }) => number));
    return sumOf(
      rows.filter(({ place, cell }) => place === EVERYBODY && numbers.has(cell ?? -1)),
      'starters',
    );
  };
  return { now: inSlice('own'), before: inSlice('before') };
}

interface TableCell {
  cell: Cell;
  isReturnOver: boolean;
  rowOf: (place: number) => Counted | undefined;
}

function featureOf(
  { key, name }: DefinedFeature['saved'],
  place: number,
  table: TableCell[],
): FeatureOverview {
  const now = proportionsOf(place, table, 'own');
  const before = proportionsOf(place, table, 'before');
  const compared = (metric: OverviewMetric): Compared => ({
    now: now[metric],
    before: before[metric],
    change: changeBetween(now[metric], before[metric]),
  });
  const [users, earlier] = [now.adoption.count, before.adoption.count];
  return {
    feature: key,
    name,
    activeUsers: { now: users, before: earlier, change: countChange(users, earlier) },
    metrics: {
      adoption: compared('adoption'),
      activation: compared('activation'),
      retention: compared('retention'),
    },
    days: table.map((entry) => dayOf(place, entry)),
  };
}

function proportionsOf(place: number, table: TableCell[], slice: Slice): Record<OverviewMetric, Proportion> {
  const own = table.filter(({ cell }) => cell.slice === slice);
  const rowsOf = (entries: TableCell[], which: number) => entries.flatMap(({ rowOf }) => rowOf(which) ?? []);
  const rows = rowsOf(own, place);
  const over = rowsOf(
    own.filter(({ isReturnOver }) => isReturnOver),
    place,
  );
  const active = sumOf(rows, 'starters');
  const settled = sumOf(over, 'starters');
  return {
    adoption: proportion(active, sumOf(rowsOf(own, EVERYBODY), 'starters')),
    activation: proportion(sumOf(rows, 'starters_activated'), active),
    retention: proportion(sumOf(over, 'starters_returned'), settled, active - settled),
  };
}

function dayOf(place: number, { cell, isReturnOver, rowOf }: TableCell): OverviewDay {
  const row = rowOf(place);
  return {
    date: dayText(cell.day),
    isBefore: cell.slice === 'before',
    totalUsers: rowOf(EVERYBODY)?.active ?? 0,
    activeUsers: row?.active ?? 0,
    activatedUsers: row?.activated ?? 0,
    returnedUsers: row?.returned ?? 0,
    isReturnOver,
  };
}

function sumOf(rows: Counted[], column: keyof Counted): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? 0), 0);
}

/** How sure it is that anything about a feature changed: not how much, which is largest where there are few people. */
function evidenceOf({ metrics }: FeatureOverview): number {
  return Math.max(...OVERVIEW_METRICS.map((metric) => metrics[metric].change?.z ?? -1));
}

function byEvidence(a: FeatureOverview, b: FeatureOverview): number {
  return evidenceOf(b) - evidenceOf(a) || b.activeUsers.now - a.activeUsers.now;
}
