import type { SavedChange, Verification } from '#lib/changes/answers';
import type { PlannedMove } from '#lib/changes/plan';
import { trafficOf } from '#lib/changes/traffic-of';
import { verdictOf } from '#lib/changes/verdict';
import type { Ctx } from '#lib/core/ctx';

const MINUTE_MS = 60_000;
/** How long before the move errors are counted. */
const BEFORE_MINUTES = 15;
const LOOK_EVERY_MS = 15_000;
/** After so long without a clear answer the verdict is what it then is. */
const PATIENCE_MS = 15 * MINUTE_MS;
/** So many calls in a row must reach the target: callers may meet the old version for a while after a move. */
const CALLS = 3;
const MOST_CALLS = 40;
const CALL_EVERY_MS = 500;

type Moved = SavedChange<'rollback'>;

/**
 * Finds out whether moved aliases helped: who answers real calls, and whether fewer of them fail than before. It looks
 * again and again until the numbers say something, or a quarter of an hour has passed.
 */
export async function verifyMoves(ctx: Ctx, change: Moved): Promise<Verification> {
  const movedAt = await endOfMoves(ctx, change.id);
  const functions = await Promise.all(change.plan.map((move) => probe(ctx, move)));
  for (;;) {
    const verification = { ...(await judge(ctx, change, movedAt)), functions };
    const isPatient = ctx.pace.clock().getTime() - movedAt.getTime() < PATIENCE_MS;
    if (verification.verdict !== 'unknown' || !isPatient) return verification;
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
}

async function endOfMoves(ctx: Ctx, changeId: string): Promise<Date> {
  const last = await ctx.db.changeStep.findFirst({
    where: { changeId, outcomeAt: { not: null } },
    orderBy: { outcomeAt: 'desc' },
  });
  return last?.outcomeAt ?? ctx.pace.clock();
}

/** Reads the alias back and calls the function through it, until the target alone has answered for a while. */
async function probe(ctx: Ctx, move: PlannedMove): Promise<Verification['functions'][number]> {
  const executedVersions: string[] = [];
  for (let call = 0; call < MOST_CALLS; call += 1) {
    const act = await ctx.cloud.mover.invoke(move.function, move.alias);
    const version = act.outcome === 'done' ? act.value.executedVersion : null;
    if (version !== null) executedVersions.push(version);
    const latest = executedVersions.slice(-CALLS);
    if (latest.length === CALLS && latest.every((one) => one === move.toVersion)) break;
    await ctx.pace.pause(CALL_EVERY_MS);
  }
  const alias = (await ctx.cloud.functions.aliases(move.function)).find(({ name }) => name === move.alias);
  const isAtTarget = alias !== undefined && `${alias.version}` === move.toVersion && alias.second === null;
  return {
    function: move.function,
    isAtTarget,
    executedVersions: [...new Set(executedVersions.slice(-CALLS))],
  };
}

async function judge(
  ctx: Ctx,
  { plan, startedAt }: Moved,
  movedAt: Date,
): Promise<Omit<Verification, 'functions'>> {
  const begun = startedAt === null ? movedAt.getTime() : Date.parse(startedAt);
  const functionNames = plan.map(({ function: name }) => name);
  const [before, after] = await Promise.all([
    countBetween(
      ctx,
      functionNames,
      minuteAtOrBefore(begun) - BEFORE_MINUTES * MINUTE_MS,
      minuteAtOrBefore(begun),
    ),
    // The minute of the move has calls of both versions in it.
    countBetween(
      ctx,
      functionNames,
      minuteAtOrBefore(movedAt.getTime()) + MINUTE_MS,
      ctx.pace.clock().getTime(),
    ),
  ]);
  return { ...verdictOf(before, after), checkedAt: ctx.pace.clock().toISOString() };
}

async function countBetween(ctx: Ctx, functionNames: string[], from: number, to: number) {
  if (to <= from) return null;
  const query = { functionNames, from: new Date(from), to: new Date(to), periodSeconds: 60 };
  return trafficOf([...(await ctx.cloud.monitoring.series(query)).values()].flat());
}

function minuteAtOrBefore(time: number): number {
  return Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
