import type { AlarmWatch } from '#lib/core/monitoring';

/** What alarms of functions measure: failed calls in percent, the 95th percentile in ms, failed calls, answers of 5XX. */
export type AlarmMeasure = 'error_rate' | 'latency' | 'lambda_errors' | 'api_5xx';

/** What an alarm measures, by its metrics; null for anything else. */
export function measureOf(watch: AlarmWatch): AlarmMeasure | null {
  return MEASURES.find((measure) => IS[measure](watch)) ?? null;
}

const IS: Record<AlarmMeasure, (watch: AlarmWatch) => boolean> = {
  error_rate: ({ metrics, expression }) =>
    expression !== null &&
    ['Errors', 'Invocations'].every((name) => hasMetric(metrics, 'AWS/Lambda', name)) &&
    /100\s*\*\s*\w+\s*\/\s*\w+/.test(expression),
  latency: ({ metrics, expression }) =>
    expression === null && hasMetric(metrics, 'AWS/Lambda', 'Duration', 'p95'),
  lambda_errors: ({ metrics, expression }) =>
    expression === null && hasMetric(metrics, 'AWS/Lambda', 'Errors', 'Sum'),
  api_5xx: ({ metrics, expression }) =>
    expression === null &&
    (hasMetric(metrics, 'AWS/ApiGateway', '5XXError', 'Sum') ||
      hasMetric(metrics, 'AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'Sum')),
};

const MEASURES = Object.keys(IS) as AlarmMeasure[];

function hasMetric(metrics: AlarmWatch['metrics'], namespace: string, name: string, statistic?: string) {
  return metrics.some(
    (metric) =>
      metric.namespace === namespace &&
      metric.name === name &&
      (statistic === undefined || metric.statistic === statistic),
  );
}
