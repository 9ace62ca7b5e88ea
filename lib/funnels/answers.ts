import type { FunnelDefinition, Interval, Order, Step } from '#lib/funnels/schema';

/** How an answer came about; `sql` only for those who may see it. */
export interface Meta {
  engine: string;
  computedAt: string;
  /** The newest event in the store, ISO; null when it is empty. */
  dataThrough: string | null;
  cached: boolean;
  elapsedMs: number;
  bytesScanned: number;
  costUsd: number;
  sql?: string;
}

export interface StepResult {
  step: Step['step'];
  name: string;
  optional: boolean;
  /** Distinct users (or sessions) whose best run has the step. */
  count: number;
  /** Rates are fractions of the step before that is not optional; null where there is nothing to divide by. */
  dropoffRate: number | null;
  conversionFromPrevious: number | null;
  conversionFromStart: number | null;
  /** 95 % Wilson interval of conversionFromPrevious; null on step 1 and where that is null. */
  interval: [number, number] | null;
  /** Reached the step before, not this one, and still inside a window. */
  pending: number;
  /** Reached the step before, not this one, and can no longer: previous = count + pending + dropped. */
  dropped: number;
  /** The same over those whose first entry's window has closed: everybody has had one whole window to go on. */
  matured: { count: number; conversionFromPrevious: number | null; conversionFromStart: number | null };
  /** From the step before in the run that counted, over those who have both. */
  medianSeconds: number | null;
  averageSeconds: number | null;
}

export interface BreakdownResult {
  /** null: the property is missing or empty. Where `other` is true the value is null and means all the rest. */
  value: string | null;
  other?: true;
  funnel: StepResult[];
  overallConversion: number | null;
  excluded: number;
}

interface PeriodResult {
  period: { start: string; end: string };
  /** Users left out of every step by an exclusion. */
  excluded: number;
  funnel: StepResult[];
  overallConversion: number | null;
  breakdown?: BreakdownResult[];
}

/** Why nothing matches a step, and what was perhaps meant. */
export interface EmptyStep {
  /** Counts from 1. */
  step: number;
  message: string;
  nearest: string[];
}

export interface FunnelAnswer extends PeriodResult {
  feature: string | null;
  windowSeconds: number;
  order: Order;
  unit: FunnelDefinition['unit'];
  /** One sentence that says how users are counted. */
  rule: string;
  compare?: PeriodResult;
  emptySteps: EmptyStep[];
  meta: Meta;
}

export interface TrendPoint {
  start: string;
  entered: number;
  completed: number;
  conversion: number | null;
  pending: number;
}

export interface TrendAnswer {
  interval: Interval;
  timeZone: string;
  points: TrendPoint[];
  meta: Meta;
}

export interface TimeToConvertAnswer {
  fromStep: number;
  toStep: number;
  /** Every bin is `binSeconds` wide; the last one holds its upper end too. */
  bins: { fromSeconds: number; count: number }[];
  binSeconds: number | null;
  averageSeconds: number | null;
  medianSeconds: number | null;
  count: number;
  meta: Meta;
}

export interface PersonInStep {
  userId: string | null;
  sessionId?: string;
  /** Times of the run that counted, one per step up to the furthest; null where an optional step was left out. */
  steps: (string | null)[];
  /** Why the asked step is missing; null for those who have it. */
  stoppedBecause: string | null;
}

export interface PeopleAnswer {
  users: PersonInStep[];
  total: number;
  nextCursor: string | null;
  meta: Meta;
}

/** The same events under the counting rule of other tools: one count per step. */
export interface OtherRule {
  rule: 'event-counts' | 'first-entry-only' | 'per-session' | 'per-user';
  name: string;
  explanation: string;
  counts: number[];
}

export interface OtherRulesAnswer {
  ours: number[];
  others: OtherRule[];
  meta: Meta;
}

export interface SavedFunnel {
  id: string;
  name: string;
  definition: FunnelDefinition;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface SavedFunnels {
  funnels: SavedFunnel[];
  nextCursor: string | null;
}
