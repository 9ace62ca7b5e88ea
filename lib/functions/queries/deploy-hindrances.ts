import type { Ctx } from '#lib/core/ctx';
import type { Transaction } from '#lib/core/database';
import { formatMinute } from '#lib/core/format-time';
import type { FunctionVersion } from '#lib/core/functions';

/**
 * What is said of the locks on a function's deploys; null when there are none. A lock whose time is over still stands;
 * without `now` that is not said.
 */
export async function lockOn(
  { db, now }: { db: Pick<Transaction, 'deployLock'>; now?: Date },
  functionName: string,
): Promise<string | null> {
  const locks = await db.deployLock.findMany({
    where: { functionName, unlockedAt: null },
    orderBy: { lockedAt: 'desc' },
  });
  if (locks.length === 0) return null;
  const said = locks.map(({ lockedBy, reason, expiresAt }) => {
    const until = formatMinute(expiresAt);
    const time =
      now && expiresAt <= now
        ? `It was meant to stand until ${until}, and still does`
        : `It stands until ${until}`;
    return `${lockedBy} locked deploys of ${functionName}: ${reason} ${time}: a person has to unlock it.`;
  });
  return said.join(' ');
}

/** What is said of a version with this code that is known to be bad; null when there is none. */
export async function badCodeIn(
  ctx: Pick<Ctx, 'db'>,
  functionName: string,
  versions: readonly Pick<FunctionVersion, 'version' | 'codeSha256'>[],
  codeSha256: string,
): Promise<string | null> {
  const alike = versions.filter((one) => one.codeSha256 === codeSha256).map(({ version }) => version);
  const mark = await ctx.db.badVersion.findFirst({
    where: { functionName, version: { in: alike }, clearedAt: null },
    orderBy: { version: 'desc' },
  });
  return (
    mark &&
    `This is the code of version ${mark.version}, which ${mark.markedBy} marked as bad: ${mark.reason}`
  );
}
