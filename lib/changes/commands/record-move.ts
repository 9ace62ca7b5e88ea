import type { SavedChange } from '#lib/changes/answers';
import type { Intent } from '#lib/changes/journal';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import type { FunctionAlias } from '#lib/core/functions';

interface Recorded {
  change: Pick<SavedChange, 'id' | 'requestedBy'>;
  intent: Pick<Intent, 'function' | 'alias' | 'to'>;
  /** As it stands after the move. */
  alias: Pick<FunctionAlias, 'revisionId'>;
  at: Date;
}

/** A move from here, in the ledger; an onlooker may have written it down as one from outside in between. */
export async function recordMove(
  ctx: Pick<Ctx, 'newId'>,
  tx: Transaction,
  { change, intent, alias, at }: Recorded,
): Promise<void> {
  const own = { movedBy: change.requestedBy.name, changeId: change.id };
  const key = { functionName: intent.function, alias: intent.alias, revisionId: alias.revisionId };
  await tx.aliasMove.upsert({
    where: { functionName_alias_revisionId: key },
    create: {
      id: ctx.newId(),
      ...key,
      toVersion: intent.to.version,
      secondVersion: intent.to.second?.version ?? null,
      secondWeight: intent.to.second?.weight ?? null,
      seenAt: at,
      isFirstSight: false,
      ...own,
    },
    update: own,
  });
}
