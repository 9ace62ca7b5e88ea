import type { Comparison, Findings } from '#lib/adoption/headline-finding';
import type { Segment } from '#lib/adoption/headline-segment';
import type { FeatureOverview } from '#lib/adoption/overview';
import type { OVERVIEW_DEFINITIONS } from '#lib/adoption/overview-metrics';
import type { Meta } from '#lib/funnels/answers';

interface Periods {
  period: { start: string; end: string };
  /** The period before; of one that is still running the part that has passed as well. */
  before: { start: string; end: string };
  timeZone: string;
}

export interface OverviewAnswer extends Periods {
  /** Users with any event. */
  totalUsers: { now: number; before: number };
  /** First those of whose change there is most evidence. */
  features: FeatureOverview[];
  definitions: typeof OVERVIEW_DEFINITIONS;
  meta: Meta;
}

/** Days of the zone, `YYYY-MM-DD`: the likeliest first day of the new rate, and the range in which it lies. */
export interface Since {
  day: string;
  first: string;
  last: string;
}

/** The step-to-step rates of one saved funnel, over those whose window has closed. */
export interface FunnelOverview {
  funnelId: string;
  name: string;
  unit: 'user' | 'session';
  steps: Comparison[];
}

/** What changed most surely among all features and saved funnels; `since` and `segment` are about the first of `changed`. */
export interface HeadlineAnswer extends Periods, Findings {
  since: Since | null;
  segment: Segment | null;
  /** First those of whose change there is most evidence. */
  funnels: FunnelOverview[];
  /** The property to look at next where no segment explains it: one with few values. */
  splitBy: string | null;
  meta: Meta;
}
