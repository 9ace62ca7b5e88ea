import type { Ctx } from '#lib/core/ctx';
import type { Stack, StackEvent } from '#lib/core/stacks';
import { tellsOfWhole } from '#lib/stacks/was-whole';

/** The newest event that settles if a stack ever was whole; null where its events are gone. */
export function lastWhole(ctx: Ctx, stack: Stack): Promise<StackEvent | null> {
  return ctx.cloud.stacks.findEvent(stack.id, (event) => tellsOfWhole(event, stack), ctx.signal);
}
