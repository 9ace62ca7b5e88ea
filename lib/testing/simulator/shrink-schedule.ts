import { type Options, PARTS, runSchedule } from '#lib/testing/simulator/run-schedule';

/**
 * What a failing schedule can do without: each part is left out in turn, and stays out while the schedule still
 * fails. What is left is what the failure needs.
 */
export async function shrinkSchedule(seed: number, options: Options = {}): Promise<string[]> {
  let without: string[] = [...(options.without ?? [])];
  for (const part of PARTS.filter((name) => !without.includes(name))) {
    const fewer = [...without, part];
    if ((await runSchedule(seed, { ...options, without: fewer })).violation !== null) without = fewer;
  }
  return without;
}
