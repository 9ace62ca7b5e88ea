import type { Alarm } from '#lib/core/monitoring';

/** An alarm as a line of the timeline; seen again and again, it is told once for each time that it changed. */
export function redAlarmLine({ name, since, reason }: Alarm) {
  const said = reason ? ` ${reason}` : '';
  return {
    at: since,
    kind: 'alarm',
    sentence: `${name} went red.${said}`,
    ...sourceOf(name, since, 'ALARM'),
  };
}

/** The same for one that is well again. */
export function clearAlarmLine({ name, since }: Alarm) {
  return { at: since, kind: 'alarm', sentence: `${name} is clear.`, ...sourceOf(name, since, 'OK') };
}

function sourceOf(name: string, since: Date, state: string) {
  return { href: '/live', key: `alarm ${name} ${state} ${since.toISOString()}` };
}
