import type { WithBreakdown } from '#lib/adoption/answers';
import type { DailyTable, DailyTotals } from '#lib/adoption/daily';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import type { FeatureMetrics } from '#lib/adoption/metrics';
import type { DEFINITIONS } from '#lib/adoption/rate-definitions';
import type { Triangle } from '#lib/adoption/retention';
import type { LifecycleQuery, RetentionQuery } from '#lib/adoption/schema';
import type { StickinessPoint } from '#lib/adoption/stickiness';
import type { Meta } from '#lib/funnels/answers';

/** Half-open, ISO. */
interface Period {
  start: string;
  end: string;
}

export interface PeriodMetrics {
  period: Period;
  features: WithBreakdown<FeatureMetrics>[];
}

export interface AdoptionAnswer extends PeriodMetrics, Ruled {
  timeZone: string;
  /** The same over the period before. */
  compare?: PeriodMetrics;
  /** What each rate counts, in words. */
  definitions: typeof DEFINITIONS;
  meta: Meta;
}

/** Which value of the asked property each of the people is under, in words. */
interface Ruled {
  breakdownRule?: string;
}

export interface DailyAnswer extends DailyTable, Ruled {
  period: Period;
  timeZone: string;
  compare?: { period: Period; totals: DailyTotals };
  meta: Meta;
}

export type TriangleFigures = WithBreakdown<Omit<Triangle, 'ranges'>>;

export interface RetentionAnswer extends Triangle, Ruled {
  feature: string | null;
  timeZone: string;
  interval: RetentionQuery['interval'];
  start: RetentionQuery['start'];
  mode: RetentionQuery['mode'];
  /** When users must have begun to be in a cohort. */
  period: Period;
  breakdown?: NonNullable<TriangleFigures['breakdown']>;
  /** The cohorts of the period before. */
  compare?: { period: Period } & TriangleFigures;
  meta: Meta;
}

export type LifecycleFigures = WithBreakdown<{ points: LifecyclePoint[] }>;

export type LifecycleAnswer = LifecycleFigures &
  Ruled & {
    feature: string | null;
    timeZone: string;
    interval: LifecycleQuery['interval'];
    /** The whole intervals that were counted. */
    period: Period;
    /** As many intervals before them. */
    compare?: { period: Period } & LifecycleFigures;
    meta: Meta;
  };

interface WholeDays extends Ruled {
  feature: string | null;
  timeZone: string;
  /** The whole days that were counted. */
  period: Period;
  meta: Meta;
}

export type StickinessFigures = WithBreakdown<{ points: StickinessPoint[] }>;

export type StickinessAnswer = WholeDays &
  StickinessFigures & {
    /** The lengths of the runs of days, each of which ends with the day of its point. */
    windowDays: { weekly: number; monthly: number };
    /** As many days before. */
    compare?: { period: Period } & StickinessFigures;
  };

export type CurveFigures = WithBreakdown<{
  /** How many users were active on exactly so many of the 28 days. */
  points: { days: number; users: number }[];
}>;

export type PowerCurveAnswer = WholeDays & CurveFigures & { compare?: { period: Period } & CurveFigures };
