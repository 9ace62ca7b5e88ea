import { audited } from '#lib/audit/write';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionAlias } from '#lib/core/functions';
import type { SeenFunction } from '#lib/core/live';
import { OWN_MARK } from '#lib/functions/own-mark';

/** What was known before the aliases were read: of a move from outside nobody tells more. */
export interface Before {
  /** When they were read last; null when they were not. */
  readAt: Date | null;
  redAlarms: string[];
}

/**
 * Writes down every alias of a function that is not where the ledger last saw it, each once: a move from outside, or
 * the first sight of an alias, of which nobody knows since when it stands there.
 */
export async function observeAliases(
  ctx: Ctx,
  { name, aliases, readAt }: Pick<SeenFunction, 'name' | 'aliases' | 'readAt'>,
  before: Before,
): Promise<void> {
  const known = await ctx.db.aliasMove.findMany({
    where: { functionName: name },
    select: { alias: true, revisionId: true },
  });
  const isKnown = (alias: FunctionAlias) => known.some(({ revisionId }) => revisionId === alias.revisionId);
  // A change from here writes its own moves down, with who asked for them.
  const isOwn = ({ description }: FunctionAlias) => description.startsWith(OWN_MARK);
  const unseen = aliases.filter((alias) => !isKnown(alias) && !isOwn(alias));
  if (unseen.length === 0) return;
  const atOnce = { ...ctx, now: readAt, idempotency: undefined, signal: undefined };
  await audited(atOnce, async (tx) => {
    const rows = unseen.map((alias) => ({
      id: ctx.newId(),
      functionName: name,
      alias: alias.name,
      revisionId: alias.revisionId,
      toVersion: alias.version === '$LATEST' ? null : alias.version,
      secondVersion: alias.second?.version ?? null,
      secondWeight: alias.second?.weight ?? null,
      seenAt: readAt,
      notBefore: before.readAt,
      redAlarms: before.redAlarms,
      isFirstSight: !known.some((move) => move.alias === alias.name),
    }));
    // Another process may have seen it in the same moment.
    await tx.aliasMove.createMany({ data: rows, skipDuplicates: true });
    const entry = rows.map(({ alias, toVersion, isFirstSight }) => ({
      action: isFirstSight ? 'alias.first_seen' : 'alias.moved_outside',
      subject: { kind: 'function', id: name },
      details: { alias, toVersion: toVersion === null ? '$LATEST' : `${toVersion}` },
    }));
    return { value: undefined, entry };
  });
}
