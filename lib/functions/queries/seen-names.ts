import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { SeenNames } from '#lib/core/shell-state';

const ALIAS = 'live';

/** Functions and stacks as they were seen last, by name; AWS is asked nothing for it. */
export function seenNames(ctx: Ctx): Pick<SeenNames, 'functions' | 'stacks' | 'readAt'> {
  assertAllowed(ctx.actor, 'production.read');
  const { functions, stacks, readAt } = ctx.lookout.now({ isPassing: true });
  const served = [...functions.values()].filter(({ aliases }) => aliases.some(({ name }) => name === ALIAS));
  return {
    functions: served.map(({ name }) => name).sort(),
    stacks: stacks.all.map(({ name }) => name).sort(),
    readAt: readAt?.toISOString() ?? null,
  };
}
