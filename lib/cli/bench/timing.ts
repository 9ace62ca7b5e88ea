const REPEATS = 5;

/** How long a work takes, in milliseconds, with what it answers. */
export async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begun = performance.now();
  const value = await work();
  return [performance.now() - begun, value];
}

/** The median of five times, in milliseconds. */
export async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push((await timed(work))[0]);
  return times.sort((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? 0;
}

/** The most memory that this process ever held. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1000;
}
