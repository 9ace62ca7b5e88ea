import type { Rule } from '#lib/automation/rule';
import { TRIGGER_IDS, type TriggerId } from '#lib/automation/triggers';
import type { Alarm, AlarmWatch } from '#lib/core/monitoring';

/** What an alarm is about, in the terms of rules. */
export interface Watched {
  trigger: TriggerId;
  functionName: string;
}

/**
 * Which trigger of which function an alarm watches; null for one about something else. Its metrics say so, and for an
 * alarm on an API, whose metrics name no function, the beginning of its name: the longest function that fits.
 */
export function watchedBy(alarm: Alarm, functionNames: readonly string[]): Watched | null {
  const { watch } = alarm;
  if (watch?.comparison !== 'GreaterThanThreshold') return null;
  const trigger = TRIGGER_IDS.find((id) => IS[id](watch));
  const functionName = alarm.functionName ?? longestIn(alarm.name, functionNames);
  return trigger && functionName ? { trigger, functionName } : null;
}

/** Whether an alarm fires exactly when the rule says; one that is set otherwise does not speak for it. */
export function isSetAs({ threshold, periodSeconds, watch }: Alarm, rule: Rule): boolean {
  return (
    watch !== undefined &&
    threshold === rule.threshold &&
    periodSeconds === 60 &&
    watch.periods === rule.points &&
    watch.periodsToAlarm === rule.points
  );
}

const IS: Record<TriggerId, (watch: AlarmWatch) => boolean> = {
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

function hasMetric(metrics: AlarmWatch['metrics'], namespace: string, name: string, statistic?: string) {
  return metrics.some(
    (metric) =>
      metric.namespace === namespace &&
      metric.name === name &&
      (statistic === undefined || metric.statistic === statistic),
  );
}

function longestIn(alarmName: string, functionNames: readonly string[]): string | null {
  const fitting = functionNames.filter((name) => alarmName === name || alarmName.startsWith(`${name}-`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}
