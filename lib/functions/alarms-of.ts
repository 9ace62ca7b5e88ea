import type { Alarm } from '#lib/core/monitoring';
import { isAbout } from '#lib/functions/is-about';

/** The alarms about a function. */
export function alarmsOf(alarms: readonly Alarm[], functionName: string): Alarm[] {
  return alarms.filter((alarm) => isAbout(alarm, functionName));
}
