import type { FunctionPoint } from '#lib/core/monitoring';
import type { AlarmMeasure } from '#lib/functions/measure-of';

/** What can hurt so much that a deployment is taken back by itself: the four triggers of the runbook. */
export type TriggerId = AlarmMeasure;

export interface Trigger {
  label: string;
  unit: '%' | 'ms' | 'calls' | 'answers';
  /** Strictly above it is too much. */
  threshold: number;
  /** Minutes in a row. */
  points: number;
  /** A minute with fewer calls says nothing. */
  minimumCalls: number;
  /** The value of one minute of a function; null where it has none. Null for what Lambda does not count. */
  measure: ((point: FunctionPoint) => number | null) | null;
}

/** In the order in which they are shown, with the values that a rule begins with. */
export const TRIGGERS: Record<TriggerId, Trigger> = {
  error_rate: {
    label: 'Error rate',
    unit: '%',
    threshold: 5,
    points: 2,
    minimumCalls: 10,
    measure: ({ calls, errors }) => (calls ? (100 * Math.min(errors ?? 0, calls)) / calls : null),
  },
  latency: {
    label: 'P95 latency',
    unit: 'ms',
    threshold: 5000,
    points: 3,
    minimumCalls: 10,
    measure: ({ p95Ms }) => p95Ms,
  },
  lambda_errors: {
    label: 'Lambda errors',
    unit: 'calls',
    threshold: 10,
    points: 1,
    minimumCalls: 0,
    measure: ({ errors }) => errors,
  },
  api_5xx: {
    label: '5XX answers',
    unit: 'answers',
    threshold: 20,
    points: 1,
    minimumCalls: 0,
    measure: null,
  },
};

export const TRIGGER_IDS = Object.keys(TRIGGERS) as TriggerId[];
