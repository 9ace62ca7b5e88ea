import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { StackDetails, StackList } from '#lib/stacks/answers';
import { lastWhole } from '#lib/stacks/queries/last-whole';
import { servedEvent, servedResource, servedStack } from '#lib/stacks/served-stack';
import { shellLines } from '#lib/stacks/shell-lines';
import { skippable } from '#lib/stacks/skippable';
import { wasWhole } from '#lib/stacks/was-whole';
import { type StackAction, type StackPhase, wayBack, whyNotNow } from '#lib/stacks/way-back';

const RANK: Record<StackPhase, number> = { stuck: 0, unknown: 1, moving: 2, empty: 3, whole: 4 };
/** For so long those who look at a stack see the same. */
const SHARED_MS = 3_000;
const ACTIONS: readonly StackAction[] = ['rollback', 'continue', 'cancel'];

/** All stacks as they were seen last; what needs somebody first, then by name. */
export async function listStacks(ctx: Ctx): Promise<StackList> {
  assertAllowed(ctx.actor, 'production.read');
  const { all, readAt, problem } = ctx.lookout.now().stacks;
  const served = all.map((stack) => servedStack(stack, wayBack(stack, null)));
  return {
    cloud: ctx.cloud.kind,
    region: ctx.cloud.region,
    stacks: served.sort((a, b) => RANK[a.phase] - RANK[b.phase] || (a.name < b.name ? -1 : 1)),
    readAt: readAt?.toISOString() ?? null,
    problem,
  };
}

/**
 * One stack, read now: what it is, what happened, and what can be done; refuses as the port does. However many look at
 * it, AWS is asked once in a few seconds.
 */
export async function getStack(ctx: Ctx, name: string): Promise<StackDetails> {
  assertAllowed(ctx.actor, 'production.read');
  const key = `stack ${name} ${Math.floor(ctx.now.getTime() / SHARED_MS)}`;
  const read = (signal: AbortSignal) => readStack({ ...ctx, signal }, name);
  return (await ctx.answers.once(key, ctx.signal, read)).value;
}

async function readStack(ctx: Ctx, name: string): Promise<StackDetails> {
  const { stacks, kind, region } = ctx.cloud;
  const stack = await stacks.one(name, ctx.signal);
  const [events, resources, last] = await Promise.all([
    stacks.latestEvents(stack.id, ctx.signal),
    stacks.resources(stack.id, ctx.signal),
    // Asked only where it decides something.
    /^(CREATE|UPDATE)_FAILED$/.test(stack.status) ? lastWhole(ctx, stack) : null,
  ]);
  const whole = wasWhole(last);
  const seen = ctx.lookout.now().stacks.all.find(({ id }) => id === stack.id);
  const way = wayBack(stack, whole);
  const skips = skippable(stack, [...events].reverse(), resources);
  return {
    ...servedStack({ ...stack, aliases: seen?.aliases ?? [] }, way),
    cloud: kind,
    refused: ACTIONS.flatMap((action) => {
      const why = whyNotNow(action, stack, whole);
      return why === null ? [] : { action, why };
    }),
    skippable: skips,
    lines: shellLines({ name: stack.name, status: stack.status, region, way, skippable: skips }),
    events: events.map(servedEvent),
    resources: resources.map(servedResource),
    readAt: ctx.pace.clock().toISOString(),
  };
}
