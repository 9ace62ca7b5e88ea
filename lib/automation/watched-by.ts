import type { Rule } from '#lib/automation/rule';
import type { TriggerId } from '#lib/automation/triggers';
import type { Alarm } from '#lib/core/monitoring';
import { measureOf } from '#lib/functions/measure-of';

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
  const trigger = measureOf(watch);
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

function longestIn(alarmName: string, functionNames: readonly string[]): string | null {
  const fitting = functionNames.filter((name) => alarmName === name || alarmName.startsWith(`${name}-`));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null;
}
