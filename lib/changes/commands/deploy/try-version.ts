import { repeatable } from '#lib/changes/commands/deploy/stage';
import type { Act, Invocation } from '#lib/core/functions';

const CALLS = 3;
const CALL_EVERY_MS = 500;

/**
 * Wakes the new version and sees whether it answers. A function may not know our call at all: when the live version
 * fails at it as well, failing says nothing.
 */
export const TRY_VERSION = repeatable<'try'>({
  intended: ({ version }) => `Calling version ${version}, which has no traffic yet …`,
  details: ({ version }) => ({ version: `${version}` }),
  async act({ ctx, plan }, { intent: { version } }) {
    const { deployer, mover } = ctx.cloud;
    const calls: Act<Invocation>[] = [];
    while (calls.length < CALLS) {
      calls.push(await deployer.invoke(plan.function, version));
      await ctx.pace.pause(CALL_EVERY_MS);
    }
    const answered = calls.filter(isAnswered).length;
    if (answered > 0) {
      return { outcome: 'done', sentence: `Version ${version} answered ${answered} of ${CALLS} calls.` };
    }
    if (!isAnswered(await mover.invoke(plan.function, plan.alias))) {
      const said = `Neither version ${version} nor the live one answered our call, which therefore tells nothing.`;
      return { outcome: 'done', sentence: said };
    }
    const why = `Version ${version} failed all ${CALLS} calls, and the live version answers the same call.`;
    return { outcome: 'refused', why, sentence: why };
  },
});

function isAnswered(act: Act<Invocation>): boolean {
  return act.outcome === 'done' && !act.value.isError;
}
