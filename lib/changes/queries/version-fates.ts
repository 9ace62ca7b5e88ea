import { savedChangeOf } from '#lib/changes/saved-change';
import { versionsNamedBy } from '#lib/changes/versions-named-by';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import { pastOf } from '#lib/functions/queries/past-of';
import { retentionPlan, type VersionFate } from '#lib/functions/retention';
import { rollbackTarget } from '#lib/functions/rollback-target';
import { versionsNeededByStacks } from '#lib/stacks/queries/versions-needed';

const OPEN = ['planned', 'running', 'verifying', 'split'];
const MAIN_ALIAS = 'live';

/**
 * What a clean-up does with each version of a function, from what AWS and the records say now.
 *
 * @throws AppError what reading refuses: what nobody knows is not deleted.
 */
export async function versionFates(ctx: Ctx, functionName: string): Promise<VersionFate[]> {
  const { functions } = ctx.cloud;
  const now = ctx.pace.clock();
  const [versions, aliases, open] = await Promise.all([
    functions.versions(functionName, ctx.signal),
    functions.aliases(functionName, ctx.signal),
    ctx.db.change.findMany({ where: { status: { in: OPEN } } }),
  ]);
  const needed = new Map([
    ...versionsNamedBy(
      open.map((row) => savedChangeOf(row)),
      functionName,
      now,
    ),
    ...(await versionsNeededByStacks(
      ctx,
      functionName,
      versions.map(({ version }) => version),
    )),
  ]);
  const targets = await Promise.all(
    aliases.map(async (alias) => ({ alias, target: await targetOf(ctx, functionName, alias, versions) })),
  );
  for (const { alias, target } of targets) {
    if (target !== null && alias.name !== MAIN_ALIAS)
      needed.set(target, `A rollback of ${alias.name} would go to it.`);
  }
  const target = targets.find(({ alias }) => alias.name === MAIN_ALIAS)?.target ?? null;
  return retentionPlan({ versions, aliases, target, needed, now });
}

async function targetOf(
  ctx: Ctx,
  functionName: string,
  alias: FunctionAlias,
  versions: FunctionVersion[],
): Promise<number | null> {
  const past = await pastOf(ctx, functionName, alias.name);
  return rollbackTarget({ live: alias, versions, ...past }).version;
}
