import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { FunctionAlias, FunctionVersion } from '#lib/core/functions';
import type { FunctionVersions, ServedVersion } from '#lib/functions/answers';
import { changedBetween } from '#lib/functions/changed-between';
import { commitOf } from '#lib/functions/commit-of';
import type { AliasMove, BadVersion } from '#prisma/generated/client';

const ALIAS = 'live';

/**
 * The versions of a function, the newest first: what each is, when it served, and what is known against it. It is looked
 * at again before the others, so that what was just deployed is soon among them.
 */
export async function functionVersions(ctx: Ctx, name: string): Promise<FunctionVersions> {
  assertAllowed(ctx.actor, 'production.read');
  ctx.lookout.hurry(name);
  const seen = ctx.lookout.now().functions.get(name);
  if (!seen) throw new AppError('not_found', `There is no function ${name}, or it was not read yet.`);
  const [moves, marks] = await Promise.all([
    ctx.db.aliasMove.findMany({
      where: { functionName: name, alias: ALIAS },
      orderBy: [{ seenAt: 'asc' }, { id: 'asc' }],
    }),
    ctx.db.badVersion.findMany({ where: { functionName: name, clearedAt: null } }),
  ]);
  const alias = seen.aliases.find((candidate) => candidate.name === ALIAS);
  const versions = seen.versions.map((version, place) =>
    describe(version, seen.versions[place - 1], { alias, moves, marks }),
  );
  return { function: name, alias: ALIAS, versions: versions.reverse() };
}

interface Known {
  alias: FunctionAlias | undefined;
  moves: AliasMove[];
  marks: BadVersion[];
}

function describe(
  found: FunctionVersion,
  before: FunctionVersion | undefined,
  { alias, moves, marks }: Known,
): ServedVersion {
  const mark = marks.find(({ version }) => version === found.version);
  return {
    version: `${found.version}`,
    codeSha256: found.codeSha256,
    commit: commitOf(found.description),
    publishedAt: found.publishedAt.toISOString(),
    description: found.description,
    state: found.state,
    stateReason: found.stateReason,
    isLive: alias?.version === found.version,
    weight: weightOf(found.version, alias),
    served: servedBy(found.version, moves),
    bad: mark ? { reason: mark.reason, by: mark.markedBy, at: mark.markedAt.toISOString() } : null,
    changed: before ? changedBetween(found.configuration, before.configuration) : [],
  };
}

function weightOf(version: number, alias: FunctionAlias | undefined): number {
  if (alias?.second?.version === version) return alias.second.weight;
  return alias?.version === version ? 1 - (alias.second?.weight ?? 0) : 0;
}

/** The times at which the ledger saw the alias there, the newest first. */
function servedBy(version: number, moves: AliasMove[]): ServedVersion['served'] {
  return moves
    .flatMap((move, place) => {
      if (move.toVersion !== version) return [];
      const until = moves[place + 1]?.seenAt.toISOString() ?? null;
      return { from: move.seenAt.toISOString(), until, by: move.movedBy };
    })
    .reverse();
}
