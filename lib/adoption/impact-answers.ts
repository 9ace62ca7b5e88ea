import type { IMPACT_METHOD } from '#lib/adoption/impact-method';
import type { Meta } from '#lib/funnels/answers';

/** How one outcome differs between users of a feature and comparable ones; conversions are shares, revenue is a mean. */
export interface OutcomeImpact {
  /** With the feature minus without; null when the groups cannot be compared, and then `reason` says why. */
  difference: number | null;
  /** 95 % interval of the difference. */
  interval: [number, number] | null;
  /** The mean over the matched users, and over those they are compared with, weighted and adjusted to be like them. */
  withFeature: number | null;
  without: number | null;
  /** The difference that nobody should read: people against people, before any matching. */
  naiveDifference: number | null;
  reason: string | null;
}

/** How far the groups lie apart in what was known before, in standard deviations: |0.1| is little, |0.25| much. */
export interface Balance {
  what: 'activeDays' | 'events' | 'accountAge';
  label: string;
  before: number | null;
  after: number | null;
}

export interface ImpactAnswer {
  /** The key of the feature. */
  feature: string;
  period: { start: string; end: string };
  timeZone: string;
  /** Outcomes are those of so many times 24 hours after the first use. */
  followUpDays: number;
  /** Users whose first use ever lies in the period; `matched` of them are in the numbers. */
  users: {
    firstUse: number;
    /** Their follow-up is not over. */
    pending: number;
    /** Nobody comparable was there. */
    unmatched: number;
    matched: number;
  };
  comparison: {
    users: number;
    /** As many equally weighted people would know as much. */
    effectiveUsers: number | null;
    /** The share that began to use the feature during the follow-up: it makes the difference smaller. */
    startedLater: number | null;
  };
  conversion: OutcomeImpact;
  revenue: OutcomeImpact;
  balance: Balance[];
  method: typeof IMPACT_METHOD;
  meta: Meta;
}
