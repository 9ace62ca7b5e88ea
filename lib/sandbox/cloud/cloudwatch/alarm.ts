import type { AlarmState } from '#lib/sandbox/cloud/cloudwatch/alarm-outcome';
import { invalidCombination, validation } from '#lib/sandbox/cloud/cloudwatch/refusals';
import type { PutMetricAlarm, Query } from '#lib/sandbox/cloud/cloudwatch/requests';

export interface Alarm {
  definition: PutMetricAlarm;
  state: AlarmState;
  reason: string;
  reasonData?: string;
  /** Epoch milliseconds. */
  configuredAt: number;
  stateUpdatedAt: number;
  transitionedAt: number;
}

const MOST_METRICS = 10;

/**
 * Holds the rules between the fields of an alarm.
 *
 * @throws WireError as CloudWatch does
 */
export function assertAlarm(alarm: PutMetricAlarm): void {
  const { EvaluationPeriods: n, DatapointsToAlarm: m, Metrics, MetricName, Period } = alarm;
  if (m !== undefined && m > n) {
    throw validation(`DatapointsToAlarm (${m}) must be at most EvaluationPeriods (${n}).`);
  }
  if ((Metrics === undefined) === (MetricName === undefined)) {
    throw invalidCombination('Exactly one of MetricName and Metrics must be given.');
  }
  if (Metrics) assertMath(alarm, Metrics);
  else assertMetric(alarm);
  const seconds = (Period ?? periodOf(alarm)) * n;
  if (seconds > 86_400) throw validation('Metrics cannot be checked across more than a day.');
}

function assertMetric({ Namespace, Period, Statistic, ExtendedStatistic }: PutMetricAlarm): void {
  if (Namespace === undefined || Period === undefined) {
    throw invalidCombination('An alarm on a metric needs Namespace and Period.');
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination('Exactly one of Statistic and ExtendedStatistic must be given.');
  }
}

function assertMath(alarm: PutMetricAlarm, queries: Query[]): void {
  if (alarm.Period !== undefined || alarm.Statistic !== undefined || alarm.Dimensions !== undefined) {
    throw invalidCombination('Period, Statistic and Dimensions belong into Metrics.');
  }
  if (queries.filter(({ ReturnData }) => ReturnData).length !== 1) {
    throw validation('Exactly one element of the metrics list should return data.');
  }
  const metrics = queries.flatMap(({ MetricStat }) => MetricStat ?? []);
  if (metrics.length > MOST_METRICS) throw validation(`At most ${MOST_METRICS} metrics may be given.`);
  if (new Set(metrics.map(({ Period }) => Period)).size > 1) {
    throw validation('All metrics of an alarm must have the same period.');
  }
}

/** The period of an alarm in seconds, of its metric or of those in its expression. */
export function periodOf({ Period, Metrics = [] }: PutMetricAlarm): number {
  return Period ?? Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 60;
}

/** What an alarm looks at, as queries; the one that returns data is its value. */
export function queriesOf(alarm: PutMetricAlarm): Query[] {
  if (alarm.Metrics) return alarm.Metrics;
  const { Namespace = '', MetricName = '', Dimensions = [] } = alarm;
  const Stat = alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Average';
  const MetricStat = { Metric: { Namespace, MetricName, Dimensions }, Period: periodOf(alarm), Stat };
  return [{ Id: 'value', MetricStat, ReturnData: true }];
}
