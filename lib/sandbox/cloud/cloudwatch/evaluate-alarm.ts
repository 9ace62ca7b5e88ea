import { type Alarm, periodOf, queriesOf } from '#lib/sandbox/cloud/cloudwatch/alarm';
import { type AlarmState, alarmOutcome, type Point } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import type { Metrics } from '#lib/sandbox/cloud/cloudwatch/metrics';
import { MetricQueries, samplesIn } from '#lib/sandbox/cloud/cloudwatch/query-metrics';
import type { PutMetricAlarm } from '#lib/sandbox/cloud/cloudwatch/requests';
import { percentileOf } from '#lib/sandbox/cloud/cloudwatch/statistic';

/** How many periods beyond its own an alarm looks back, to make up for missing ones. */
const BEYOND = 2;

interface Evaluation {
  /** Undefined when the state stays. */
  state?: AlarmState;
  reason: string;
  reasonData: string;
}

/** Looks at the periods that have ended by `now` (epoch milliseconds). */
export function evaluateAlarm({ definition }: Alarm, metrics: Metrics, now: number): Evaluation {
  const n = definition.EvaluationPeriods;
  const period = Math.max(periodOf(definition), 60) * 1000;
  const to = now - (now % period);
  const times = Array.from({ length: n + BEYOND }, (_, at) => to - (n + BEYOND - at) * period);
  const queries = queriesOf(definition);
  const shown = queries.find(({ ReturnData }) => ReturnData);
  const series = new MetricQueries(metrics, queries, { from: times[0] ?? to, to }).series(shown?.Id ?? '');
  const range = times.map((time): Point => {
    const value = series.get(time);
    if (value === undefined) return 'missing';
    return isBreaching(definition, value) ? 'bad' : 'good';
  });
  const real = times.flatMap((time) => {
    const value = series.get(time);
    return value === undefined ? [] : [{ time, value }];
  });
  const used = real.slice(-n);
  const hasTooFew = used.some(({ time }) => isTooFew(definition, metrics, time));
  const state = hasTooFew ? undefined : alarmOutcome(range, ruleOf(definition));
  return {
    ...(state ? { state } : {}),
    reason: reasonOf(definition, state, used),
    reasonData: JSON.stringify({
      version: '1.0',
      queryDate: new Date(now).toISOString(),
      period: periodOf(definition),
      recentDatapoints: used.map(({ value }) => value),
      threshold: definition.Threshold,
    }),
  };
}

/** Metrics of DynamoDB are watched as if missing data were to be ignored, whatever the alarm says. */
function ruleOf({ EvaluationPeriods, DatapointsToAlarm, TreatMissingData, Namespace }: PutMetricAlarm) {
  return {
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,
    missingData: Namespace === 'AWS/DynamoDB' ? ('ignore' as const) : TreatMissingData,
  };
}

function isBreaching({ ComparisonOperator, Threshold }: PutMetricAlarm, value: number): boolean {
  if (ComparisonOperator === 'GreaterThanThreshold') return value > Threshold;
  if (ComparisonOperator === 'GreaterThanOrEqualToThreshold') return value >= Threshold;
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value <= Threshold;
}

/** Whether a percentile is of too few samples to mean anything, for alarms that ask for that. */
function isTooFew(definition: PutMetricAlarm, metrics: Metrics, time: number): boolean {
  const part = percentileOf(definition.ExtendedStatistic ?? '');
  if (definition.EvaluateLowSampleCountPercentile !== 'ignore' || part === undefined) return false;
  const { Namespace = '', MetricName = '', Dimensions = [] } = definition;
  const dimensions = Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value]));
  const metric = { namespace: Namespace, name: MetricName, dimensions };
  // As AWS has it: 10 / (1 - p) for percentiles from the middle up, 10 / p below. In thousandths, to be exact.
  const tail = Math.round(1000 * (part >= 0.5 ? 1 - part : part));
  return samplesIn(metrics, metric, time, periodOf(definition)).count * tail < 10_000;
}

function reasonOf(
  definition: PutMetricAlarm,
  state: AlarmState | undefined,
  used: { time: number; value: number }[],
): string {
  if (state === undefined) return 'Unchecked: too little is known, and the state stays.';
  if (used.length === 0) {
    const treated = `treated as [${definition.TreatMissingData}]`;
    return state === 'INSUFFICIENT_DATA'
      ? 'Insufficient Data: no datapoints were received.'
      : `Threshold Crossed: no datapoints were received and missing datapoints were ${treated}.`;
  }
  const shown = used.map(({ time, value }) => `${value} (${new Date(time).toISOString()})`).join(', ');
  const relation = definition.ComparisonOperator.replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
  const isRelation = state === 'ALARM' ? '' : 'not ';
  return `Threshold Crossed: of the last ${definition.EvaluationPeriods} datapoints [${shown}] enough were ${isRelation}${relation} (${definition.Threshold}).`;
}
