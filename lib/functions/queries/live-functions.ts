import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import { AppError } from '#lib/core/errors';
import type { FunctionAlias } from '#lib/core/functions';
import type { SeenFunction, SeenStack } from '#lib/core/live';
import type { Alarm } from '#lib/core/monitoring';
import { alarmsOf } from '#lib/functions/alarms-of';
import type { LiveFunction, LiveFunctions, ServedAlarm, Since } from '#lib/functions/answers';
import { commitOf } from '#lib/functions/commit-of';
import { driftOf } from '#lib/functions/drift-of';
import { measureOf } from '#lib/functions/measure-of';
import { rollbackTarget } from '#lib/functions/rollback-target';
import { aliasOwner } from '#lib/stacks/alias-owner';
import type { AliasMove, BadVersion, DeployLock } from '#prisma/generated/client';

const ALIAS = 'live';

/** Everything that the ledger, the marks and the stacks say of all functions at once. */
interface Records {
  moves: AliasMove[];
  bad: BadVersion[];
  locks: DeployLock[];
  stacks: readonly SeenStack[];
}

/** What is live now, as it was seen last; red first, then by name. */
export async function liveFunctions(ctx: Ctx): Promise<LiveFunctions> {
  assertAllowed(ctx.actor, 'production.read');
  const live = ctx.lookout.now();
  const seen = [...live.functions.values()].filter(({ aliases }) =>
    aliases.some(({ name }) => name === ALIAS),
  );
  const records = await recordsOf(
    ctx,
    seen.map(({ name }) => name),
  );
  const functions = seen.flatMap((found) => {
    const alias = found.aliases.find(({ name }) => name === ALIAS);
    if (!alias) return [];
    const alarms = alarmsOf(live.alarms, found.name).map(servedAlarm);
    const points = (live.points.get(found.name) ?? []).map(({ at, ...point }) => ({
      at: at.toISOString(),
      ...point,
    }));
    return { ...describe(found, alias, records), alarms, points };
  });
  return {
    cloud: ctx.cloud.kind,
    region: ctx.cloud.region,
    functions: functions.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)),
    expected: live.expected,
    readAt: live.readAt?.toISOString() ?? null,
    problem: live.problem,
  };
}

/** One of them, which is looked at again before the others. */
export async function liveFunction(ctx: Ctx, name: string): Promise<LiveFunction> {
  ctx.lookout.hurry(name);
  const found = (await liveFunctions(ctx)).functions.find((candidate) => candidate.name === name);
  if (!found)
    throw new AppError(
      'not_found',
      `There is no function ${name} with an alias ${ALIAS}, or it was not read yet.`,
    );
  return found;
}

/** The alarms that were seen last, red first. */
export async function listAlarms(ctx: Ctx): Promise<{ alarms: ServedAlarm[]; readAt: string | null }> {
  assertAllowed(ctx.actor, 'production.read');
  const { alarms, readAt } = ctx.lookout.now();
  const red = (alarm: ServedAlarm) => (alarm.state === 'ALARM' ? 0 : 1);
  return {
    alarms: alarms.map(servedAlarm).sort((a, b) => red(a) - red(b) || (a.name < b.name ? -1 : 1)),
    readAt: readAt?.toISOString() ?? null,
  };
}

function rank({ alarms }: { alarms: ServedAlarm[] }): number {
  return alarms.some(({ state }) => state === 'ALARM') ? 0 : 1;
}

async function recordsOf(ctx: Ctx, names: string[]): Promise<Records> {
  const functionName = { in: names };
  const [moves, bad, locks] = await Promise.all([
    ctx.db.aliasMove.findMany({
      where: { functionName, alias: ALIAS },
      orderBy: [{ seenAt: 'desc' }, { id: 'desc' }],
    }),
    ctx.db.badVersion.findMany({ where: { functionName, clearedAt: null } }),
    ctx.db.deployLock.findMany({ where: { functionName, unlockedAt: null }, orderBy: { lockedAt: 'desc' } }),
  ]);
  return { moves, bad, locks, stacks: ctx.lookout.now().stacks.all };
}

function describe(
  { name, versions, readAt }: SeenFunction,
  alias: FunctionAlias,
  records: Records,
): Omit<LiveFunction, 'alarms' | 'points'> {
  const moves = records.moves.filter(({ functionName }) => functionName === name);
  const bad = new Map(
    records.bad
      .filter(({ functionName }) => functionName === name)
      .map(({ version, reason }) => [version, reason]),
  );
  const served = moves.flatMap(({ toVersion }) => toVersion ?? []);
  const target = rollbackTarget({ live: alias, versions, served, bad });
  const lock = records.locks.find(({ functionName }) => functionName === name);
  const own = versions.find(({ version }) => version === alias.version);
  return {
    name,
    environment: environmentOf(name),
    alias: alias.name,
    version: `${alias.version}`,
    second: alias.second && { version: `${alias.second.version}`, weight: alias.second.weight },
    codeSha256: own?.codeSha256 ?? null,
    commit: own ? commitOf(own.description) : null,
    publishedAt: own?.publishedAt.toISOString() ?? null,
    since: sinceOf(moves[0], alias),
    ...ownershipOf(name, alias, moves[0] ?? null, records),
    rollback: {
      toVersion: target.version === null ? null : `${target.version}`,
      why: target.why,
      rejected: target.rejected,
    },
    lock: lock
      ? { id: lock.id, reason: lock.reason, by: lock.lockedBy, expiresAt: lock.expiresAt.toISOString() }
      : null,
    readAt: readAt.toISOString(),
  };
}

/** Who else moves the alias, and how it differs from what Flightdeck or that stack made of it. */
function ownershipOf(
  functionName: string,
  alias: FunctionAlias,
  last: AliasMove | null,
  { stacks }: Records,
): Pick<LiveFunction, 'drift' | 'owner'> {
  const owner = aliasOwner(stacks, functionName, alias.name);
  const version = owner?.version == null ? null : `${owner.version}`;
  return { drift: driftOf(alias, last, owner), owner: owner && { stack: owner.stack, version } };
}

function sinceOf(move: AliasMove | undefined, alias: FunctionAlias): Since {
  if (!move || move.revisionId !== alias.revisionId) {
    return {
      at: null,
      by: null,
      changeId: null,
      sentence: 'It was moved a moment ago; who did it is not known yet.',
    };
  }
  const { seenAt, movedBy, changeId, isFirstSight } = move;
  if (isFirstSight) {
    const sentence = 'It was there when Flightdeck first looked, so since when is not known.';
    return { at: null, by: null, changeId: null, sentence };
  }
  const at = seenAt.toISOString();
  return movedBy === null
    ? {
        at,
        by: null,
        changeId: null,
        sentence: 'It was moved outside of Flightdeck; this is when that was seen.',
      }
    : { at, by: movedBy, changeId, sentence: `It was moved by ${movedBy}.` };
}

function servedAlarm({ functionName, since, watch, ...alarm }: Alarm): ServedAlarm {
  const measure = watch ? measureOf(watch) : null;
  return { ...alarm, function: functionName, since: since.toISOString(), measure };
}
