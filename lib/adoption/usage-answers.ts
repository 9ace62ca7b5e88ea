import type { DailyTable } from '#lib/adoption/daily';
import type { LifecyclePoint } from '#lib/adoption/lifecycle';
import type { DEFINITIONS, FeatureMetrics } from '#lib/adoption/metrics';
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
  features: FeatureMetrics[];
}

export interface AdoptionAnswer extends PeriodMetrics {
  timeZone: string;
  /** The same over the period before. */
  compare?: PeriodMetrics;
  /** What each rate counts, in words. */
  definitions: typeof DEFINITIONS;
  meta: Meta;
}

export interface DailyAnswer extends DailyTable {
  period: Period;
  timeZone: string;
  meta: Meta;
}

export interface RetentionAnswer extends Triangle {
  feature: string | null;
  timeZone: string;
  interval: RetentionQuery['interval'];
  start: RetentionQuery['start'];
  mode: RetentionQuery['mode'];
  /** When users must have begun to be in a cohort. */
  period: Period;
  meta: Meta;
}

export interface LifecycleAnswer {
  feature: string | null;
  timeZone: string;
  interval: LifecycleQuery['interval'];
  /** The whole intervals that were counted. */
  period: Period;
  points: LifecyclePoint[];
  meta: Meta;
}

interface WholeDays {
  feature: string | null;
  timeZone: string;
  /** The whole days that were counted. */
  period: Period;
  meta: Meta;
}

export interface StickinessAnswer extends WholeDays {
  /** The lengths of the runs of days, each of which ends with the day of its point. */
  windowDays: { weekly: number; monthly: number };
  points: StickinessPoint[];
}

export interface PowerCurveAnswer extends WholeDays {
  /** How many users were active on exactly so many of the 28 days. */
  points: { days: number; users: number }[];
}
