import { TRIGGERS, type TriggerId } from '#lib/automation/triggers';
import type { Watched } from '#lib/automation/watched-by';

/** What a signal comes from, as one text: an alarm of CloudWatch, or the metric itself. */
export function sourceOfAlarm(alarmName: string): string {
  return `alarm ${alarmName}`;
}

export function sourceOfMetric({ functionName, trigger }: Watched): string {
  return `metric ${functionName} ${trigger}`;
}

export function isMetric(source: string): boolean {
  return source.startsWith('metric ');
}

/** What people call it: the alarm's name, or the metric and whose it is. */
export function nameOfSource(source: string): string {
  const [kind, first = '', trigger] = source.split(' ');
  if (kind !== 'metric' || !trigger) return source.slice(source.indexOf(' ') + 1);
  return `${TRIGGERS[trigger as TriggerId].label} of ${first}`;
}
