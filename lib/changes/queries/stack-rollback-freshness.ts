import { stackMovedSince } from '#lib/changes/stack-rollback-moved';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { Ctx } from '#lib/core/ctx';
import { type Check, isAppError } from '#lib/core/errors';
import { isOwn } from '#lib/stacks/was-whole';

/** Whether the stack is as the plan says, read from AWS now. */
export async function stackFreshness(ctx: Ctx, planned: PlannedStackRollback): Promise<Check> {
  const moved = await movedSincePlan(ctx, planned);
  return {
    id: 'plan_fresh',
    label: 'Nothing has happened to the stack since the plan was made',
    status: moved === null ? 'pass' : 'fail',
    reason:
      moved === null
        ? `${planned.stack} is ${planned.fromStatus}, as the plan says.`
        : `${moved} Make a new plan.`,
  };
}

/** What has happened to the stack since its plan, in a sentence; null for nothing. */
export async function movedSincePlan(ctx: Ctx, planned: PlannedStackRollback): Promise<string | null> {
  const { stacks } = ctx.cloud;
  const id = planned.stackId;
  try {
    const [{ status }, newest] = await Promise.all([
      stacks.one(id, ctx.signal),
      stacks.findEvent(id, (event) => isOwn(event, { id }), ctx.signal),
    ]);
    return stackMovedSince(planned, { status, newest });
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') {
      return stackMovedSince(planned, { status: null, newest: null });
    }
    throw error;
  }
}
