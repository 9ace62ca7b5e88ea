import type { Ctx } from '#lib/core/ctx';
import { type ErrorCode, isAppError } from '#lib/core/errors';

/** What was read, or why it cannot be. */
type Found<T> = { value: T } | { problem: string };

/** Refusals that pass: a throttle, a network that is away. All others will be the same the next time. */
const PASSING: readonly ErrorCode[] = ['unavailable', 'timeout', 'rate_limited'];

/**
 * Reads what AWS may refuse for a while, again and again until it is answered, until it is refused for good, or until
 * `until`.
 *
 * @throws what is no refusal.
 */
export async function patiently<T>(
  ctx: Pick<Ctx, 'pace'>,
  { until, everyMs }: { until: number; everyMs: number },
  read: () => Promise<T>,
): Promise<Found<T>> {
  for (;;) {
    try {
      return { value: await read() };
    } catch (error) {
      if (!isAppError(error)) throw error;
      const isPassing = PASSING.includes(error.code);
      if (!isPassing || ctx.pace.clock().getTime() >= until) return { problem: error.message };
      await ctx.pace.pause(everyMs);
    }
  }
}
