import type { SavedChange } from '#lib/changes/answers';
import { kindOf } from '#lib/changes/commands/kinds';
import type { Kind } from '#lib/changes/plans';
import { commonChecks } from '#lib/changes/queries/common-checks';
import type { Ctx } from '#lib/core/ctx';
import type { Check } from '#lib/core/errors';

/** Everything that must hold before a plan is executed, looked up now; all of it, so that a reader mends all at once. */
export async function checksOf<K extends Kind>(ctx: Ctx, change: SavedChange<K>): Promise<Check[]> {
  const kind = kindOf<K>(change.kind);
  const [own, common] = await Promise.all([
    kind.checks(ctx, change),
    commonChecks(ctx, change.id, kind.targets(change.plan)),
  ]);
  return [...own, ...common];
}
