import type { Ctx } from '#lib/core/ctx';

/** For a write of work that goes on by itself: dated now, and bound neither to a request nor to its key. */
export function atOnce(ctx: Ctx): Ctx {
  return { ...ctx, now: ctx.pace.clock(), idempotency: undefined, signal: undefined };
}
