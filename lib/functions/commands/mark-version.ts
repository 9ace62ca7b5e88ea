import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { assertPerson } from '#lib/auth/person';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { AppError } from '#lib/core/errors';
import type { ServedMark } from '#lib/functions/answers';
import type { VersionMark } from '#lib/functions/lock-schema';
import { assertKnown } from '#lib/functions/queries/known-function';

interface Version {
  name: string;
  version: number;
}

/**
 * Marks a version as bad, which keeps rollbacks and deploys from it, or clears the mark, which only a person may.
 *
 * @returns the mark that stands now, null for none.
 * @throws AppError `not_found` for a version that is not there, `conflict` when it is so already.
 */
export async function markVersion(
  ctx: Ctx,
  { name, version }: Version,
  { isBad, reason }: VersionMark,
): Promise<{ bad: ServedMark | null }> {
  assertAllowed(ctx.actor, 'production.change');
  if (!isBad) assertPerson(ctx.actor, 'clear a mark');
  if (isBad) await assertVersion(ctx, { name, version });
  const by = actorName(ctx.actor);
  return audited(ctx, async (tx) => {
    if (isBad) await mark(tx, { name, version }, { reason, markedBy: by, markedAt: ctx.now });
    else await clear(tx, { name, version }, { clearedBy: by, clearedAt: ctx.now });
    return {
      value: { bad: isBad ? { reason, by, at: ctx.now.toISOString() } : null },
      entry: {
        action: isBad ? 'version.marked_bad' : 'version.mark_cleared',
        subject: { kind: 'function', id: name },
        details: { version: `${version}`, reason },
      },
    };
  });
}

async function assertVersion(ctx: Ctx, { name, version }: Version): Promise<void> {
  const versions = await assertKnown(ctx, name);
  if (versions.some((known) => known.version === version)) return;
  throw new AppError('not_found', `${name} has no version ${version}.`);
}

async function mark(
  tx: Transaction,
  { name: functionName, version }: Version,
  data: { reason: string; markedBy: string; markedAt: Date },
): Promise<void> {
  const found = await tx.badVersion.findUnique({
    where: { functionName_version: { functionName, version } },
  });
  if (found && found.clearedAt === null)
    throw new AppError(
      'conflict',
      `${found.markedBy} marked version ${version} as bad already: ${found.reason}`,
    );
  await tx.badVersion.upsert({
    where: { functionName_version: { functionName, version } },
    create: { functionName, version, ...data },
    update: { ...data, changeId: null, clearedBy: null, clearedAt: null },
  });
}

async function clear(
  tx: Transaction,
  { name: functionName, version }: Version,
  data: { clearedBy: string; clearedAt: Date },
): Promise<void> {
  const { count } = await tx.badVersion.updateMany({
    where: { functionName, version, clearedAt: null },
    data,
  });
  if (count === 0) throw new AppError('conflict', `Version ${version} of ${functionName} carries no mark.`);
}
