import type { HealthFound, SavedChange, Verification } from '#lib/changes/answers';
import { trafficOf } from '#lib/changes/traffic-of';
import { verdictOf } from '#lib/changes/verdict';
import type { Ctx } from '#lib/core/ctx';
import type { HealthReading } from '#lib/core/health-probe';
import { askHealth } from '#lib/functions/queries/health';

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

/** An alias, and the version that is to answer behind it. */
interface Moved {
  function: string;
  alias: string;
  toVersion: string;
}

/**
 * Finds out whether moved aliases helped: who answers real calls, whether the health endpoints do, and whether fewer
 * calls fail than before. It looks again and again until the numbers say something, or a quarter of an hour has passed.
 */
export async function verifyMoves(
  ctx: Ctx,
  { id }: Pick<SavedChange, 'id'>,
  moves: readonly Moved[],
): Promise<Verification> {
  const span = await spanOfMoves(ctx, id);
  const names = moves.map(({ function: name }) => name);
  const probed = await Promise.all(moves.map((move) => probe(ctx, move)));
  const health = await askHealth(ctx, names);
  const functions = probed.map((one) => ({ ...one, health: healthFound(health.get(one.function) ?? null) }));
  for (;;) {
    const verification = { ...(await judge(ctx, names, span)), functions };
    const isPatient = ctx.pace.clock().getTime() - span.to.getTime() < PATIENCE_MS;
    if (verification.verdict !== 'unknown' || !isPatient) return verification;
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
}

function healthFound(reading: HealthReading | null): HealthFound {
  if (reading === null) {
    return { status: 'not_configured', why: 'No health endpoint is configured for it.' };
  }
  return { status: reading.isHealthy ? 'healthy' : 'unhealthy', why: reading.why };
}

/** From when the first alias was about to be moved until the last one was. */
async function spanOfMoves(ctx: Ctx, changeId: string): Promise<{ from: Date; to: Date }> {
  const steps = await ctx.db.changeStep.findMany({
    where: { changeId, outcomeAt: { not: null }, intent: { path: ['kind'], equals: 'move' } },
    orderBy: { sequence: 'asc' },
  });
  const now = ctx.pace.clock();
  return { from: steps.at(0)?.intendedAt ?? now, to: steps.at(-1)?.outcomeAt ?? now };
}

/** Reads the alias back and calls the function through it, until the target alone has answered for a while. */
async function probe(ctx: Ctx, move: Moved): Promise<Verification['functions'][number]> {
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
  functionNames: string[],
  span: { from: Date; to: Date },
): Promise<Omit<Verification, 'functions'>> {
  const begun = minuteAtOrBefore(span.from.getTime());
  const [before, after] = await Promise.all([
    countBetween(ctx, functionNames, begun - BEFORE_MINUTES * MINUTE_MS, begun),
    // The minute of the move has calls of both versions in it.
    countBetween(
      ctx,
      functionNames,
      minuteAtOrBefore(span.to.getTime()) + MINUTE_MS,
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
