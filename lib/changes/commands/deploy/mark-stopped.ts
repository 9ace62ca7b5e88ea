import type { SavedChange } from '#lib/changes/answers';
import { markBad } from '#lib/changes/commands/mark-bad';
import type { DeployIntent } from '#lib/changes/deploy-journal';
import type { End } from '#lib/changes/kind';
import type { AuditDraft } from '#lib/core/audit-draft';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';

/** The stages that are stopped by the new version's own doing. */
const OWN_FAULT: readonly DeployIntent['kind'][] = ['try', 'watch'];

/**
 * A version that was stopped because it hurt is known to be bad: nobody deploys its code again unawares, whether or not
 * the alias could be put back.
 */
export async function markStopped(
  ctx: Ctx,
  tx: Transaction,
  change: SavedChange<'deploy'>,
  { sentence, result }: End,
): Promise<AuditDraft[]> {
  const [planned] = change.plan;
  const { version, stoppedBy } = stopOf(result);
  if (!planned || version === null || !OWN_FAULT.some((kind) => kind === stoppedBy)) return [];
  const mark = {
    reason: sentence,
    changeId: change.id,
    markedBy: change.requestedBy.name,
    markedAt: ctx.now,
  };
  return markBad(tx, [{ functionName: planned.function, version }], mark);
}

function stopOf(result: End['result']): { version: number | null; stoppedBy: string | null } {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) {
    return { version: null, stoppedBy: null };
  }
  const { version, stoppedBy } = result;
  return {
    version: typeof version === 'string' ? Number(version) : null,
    stoppedBy: typeof stoppedBy === 'string' ? stoppedBy : null,
  };
}
