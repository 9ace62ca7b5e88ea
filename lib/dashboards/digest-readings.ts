import type { DailyRow } from '#lib/adoption/daily';
import { metricWords } from '#lib/adoption/metric-cards';
import type { FeatureMetrics } from '#lib/adoption/metrics';
import type { RateName } from '#lib/adoption/rate-definitions';
import type { LifecycleAnswer, RetentionAnswer, StickinessAnswer } from '#lib/adoption/usage-answers';
import { formatCount, formatPercent } from '#lib/core/format';
import type { DigestPicture, PictureUnit } from '#lib/dashboards/digest-answers';
import type { Figure } from '#lib/dashboards/figures';
import { METRICS, type MetricName } from '#lib/dashboards/metrics';
import type { FunnelAnswer, StepResult } from '#lib/funnels/answers';

/** What one tile has to tell about a week. */
export interface Reading {
  /** Each becomes a sentence, by one rule for all. */
  figures: Figure[];
  /** Further sentences: facts without a comparison. */
  words: string[];
  picture: DigestPicture | null;
}

/** Both answers leave out what happened after their week, so that both weeks had the same time. */
export function funnelReading(now: FunnelAnswer, before: FunnelAnswer): Reading {
  const goal = now.funnel.findLast(({ optional }) => !optional);
  if (!goal) return { figures: [], words: [], picture: null };
  const place = now.funnel.indexOf(goal);
  const shareOf = ({ funnel }: FunnelAnswer) => ({
    count: funnel[place]?.count ?? 0,
    of: funnel[0]?.count ?? 0,
  });
  const figure: Figure = {
    kind: 'share',
    name: `Conversion to ${goal.name}`,
    whole: `${now.unit}s who entered`,
    now: shareOf(now),
    before: shareOf(before),
  };
  const rate = (steps: StepResult[], index: number) => steps[index]?.conversionFromStart ?? null;
  const steps = now.funnel.map(({ name, count }, index) => ({
    ...{ name, count },
    now: rate(now.funnel, index),
    before: rate(before.funnel, index),
  }));
  return { figures: [figure], words: [], picture: { kind: 'steps', steps } };
}

/** The figure of a metric; the picture is the feature's use day by day. */
export function metricReading(
  name: MetricName,
  now: FeatureMetrics,
  before: FeatureMetrics,
  picture: DigestPicture,
): Reading {
  const { kind, whole } = METRICS[name];
  const { label } = metricWords(name);
  if (kind === 'rate') {
    const of = ({ proportions }: FeatureMetrics) => proportions[name as RateName];
    const figure: Figure = { kind: 'share', name: label, whole, now: of(now), before: of(before) };
    return { figures: [figure], words: [], picture };
  }
  const both = { name: label, now: now[name], before: before[name] };
  const figure: Figure =
    kind === 'users'
      ? { ...both, kind: 'people', whole, now: now.activeUsers, before: before.activeUsers }
      : { ...both, kind: 'amount', unit: kind };
  return { figures: [figure], words: [], picture };
}

const SERIES = {
  uniqueUsers: { label: 'Users with any event of the feature, by day', unit: 'count' },
  completions: { label: 'Completions by day', unit: 'count' },
  totalEvents: { label: 'Events of the feature by day', unit: 'count' },
  avgDuration: { label: 'Session duration by day', unit: 'seconds' },
} as const satisfies Record<string, { label: string; unit: PictureUnit }>;

/** Which column of daily usage goes with a metric. */
export function seriesOf(name: MetricName): {
  column: keyof typeof SERIES;
  label: string;
  unit: PictureUnit;
} {
  const columns = {
    featureViews: 'totalEvents',
    featureUses: 'totalEvents',
    featureCompletions: 'completions',
    avgSessionDuration: 'avgDuration',
  } as const;
  const column = name in columns ? columns[name as keyof typeof columns] : 'uniqueUsers';
  return { column, ...SERIES[column] };
}

/** `days` are the fourteen of both weeks in order; those after `today` have not come. */
export function dailyPicture(
  name: MetricName,
  feature: string,
  rows: DailyRow[],
  days: string[],
  today: string,
): DigestPicture {
  const { column, label, unit } = seriesOf(name);
  const values = new Map(rows.filter((row) => row.feature === feature).map((row) => [row.date, row[column]]));
  // A day without a row had no events; a mean over none is no number.
  const valueOn = (day: string) => (day > today ? null : (values.get(day) ?? (unit === 'count' ? 0 : null)));
  return { kind: 'days', label, unit, days: besides(days, valueOn) };
}

/** Distinct users of the last days of both weeks, and how much of a month's users an average day has. */
export function stickinessReading(
  { points }: StickinessAnswer,
  days: string[],
  today: string,
  isOver: boolean,
): Reading {
  const byDay = new Map(points.map((point) => [point.date, point]));
  const now = days.slice(7).filter((day) => day <= today);
  const before = days.slice(0, 7);
  const weekly = (some: string[]) => byDay.get(some.at(-1) ?? '')?.weekly ?? 0;
  const ratio = (day: string) => (day > today ? null : (byDay.get(day)?.dailyPerMonthly ?? null));
  const [mean, meanBefore] = [meanOf(now.map(ratio)), meanOf(before.map(ratio))];
  const figure: Figure = {
    ...{ kind: 'people', name: 'Users of seven days', whole: 'users' },
    ...{ now: weekly(now), before: weekly(before) },
  };
  const words =
    mean === null || meanBefore === null
      ? []
      : [
          `On an average day ${formatPercent(mean)} of the users of 28 days ${isOver ? 'were' : 'have been'} there, after ${formatPercent(meanBefore)} the week before.`,
        ];
  const label = 'Users of the day as a share of those of its 28 days';
  return {
    figures: [figure],
    words,
    picture: { kind: 'days', label, unit: 'share', days: besides(days, ratio) },
  };
}

/** The last point is the week itself. */
export function lifecycleReading({ points }: LifecycleAnswer, isOver: boolean): Reading {
  const now = points.at(-1);
  const before = points.at(-2);
  if (!now || !before) return { figures: [], words: [], picture: null };
  const figure: Figure = {
    kind: 'people',
    name: 'Active users',
    whole: 'active users',
    now: now.active,
    before: before.active,
  };
  const made = `${formatCount(now.new)} new, ${formatCount(now.returning)} returning, ${formatCount(now.resurrected)} resurrected`;
  const gone = `${formatCount(now.dormant)} of the ${formatCount(before.active)} of the week before did not come back`;
  const words =
    now.active === 0 && before.active === 0 ? [] : [isOver ? `${made}; ${gone}.` : `${made} so far.`];
  return { figures: [figure], words, picture: { kind: 'lifecycle', weeks: points } };
}

/** Of those who began a week earlier, who came back in the week; the cohorts end with the week before. */
export function retentionReading({ cohorts }: RetentionAnswer): Reading {
  const NEXT_WEEK = 1;
  const share = (back: number) => {
    const cohort = cohorts.at(-back);
    return { count: cohort?.cells[NEXT_WEEK]?.users ?? 0, of: cohort?.size ?? 0 };
  };
  const figure: Figure = {
    kind: 'share',
    name: 'Return in the second week',
    whole: 'users who began one week earlier',
    now: share(1),
    before: share(2),
  };
  const weeks = cohorts.map(({ start, cells }) => {
    const cell = cells[NEXT_WEEK];
    return { start, value: cell?.rate ?? null, isOpen: cell?.isComplete !== true };
  });
  const label = 'Users who came back one week later, by the week in which they began';
  return { figures: [figure], words: [], picture: { kind: 'weeks', label, unit: 'share', weeks } };
}

/** The days of the second week beside the same weekdays of the first. */
function besides(days: string[], valueOn: (day: string) => number | null) {
  return days.slice(7).map((date, weekday) => ({
    date,
    now: valueOn(date),
    before: valueOn(days[weekday] ?? ''),
  }));
}

function meanOf(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
