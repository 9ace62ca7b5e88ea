import type { Alarm } from '#lib/core/monitoring';

/**
 * Whether an alarm is about a function: by what its metrics name, or, where they name something else such as an API, by
 * the name that people gave it.
 */
export function isAbout({ functionName, name }: Pick<Alarm, 'functionName' | 'name'>, of: string): boolean {
  return functionName === null ? name.startsWith(`${of}-`) : functionName === of;
}
