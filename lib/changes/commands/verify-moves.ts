import type { HealthFound, SavedChange, Verification, VerifiedFunction } from '#lib/changes/answers';
import { patiently } from '#lib/changes/commands/patiently';
import { callThrough, readBack } from '#lib/changes/commands/probe-move';
import { comparisonWords } from '#lib/changes/comparison-words';
import type { Moved } from '#lib/changes/moves-of';
import { type SpansOfMoves, spansOfMoves } from '#lib/changes/queries/spans-of-moves';
import { trafficAround } from '#lib/changes/queries/traffic-around';
import { verdictOf } from '#lib/changes/verdict';
import type { Ctx } from '#lib/core/ctx';
import type { HealthReading } from '#lib/core/health-probe';
import { askHealth } from '#lib/functions/queries/health';

const LOOK_EVERY_MS = 15_000;
/** After so long without a clear answer the verdict is what it then is. */
const PATIENCE_MS = 15 * 60_000;

type Judged = Omit<Verification, 'functions' | 'checkedAt'>;
type Patience = Parameters<typeof readBack>[2];

/**
 * Finds out whether moved aliases helped: who answers real calls, whether the health endpoints do, and whether fewer
 * calls fail than before. It looks again and again until the numbers say something, or a quarter of an hour has passed.
 * What AWS refuses for good, such as an alias that is deleted, ends it at once: nobody knows then, and why is said.
 */
export async function verifyMoves(
  ctx: Ctx,
  { id }: Pick<SavedChange, 'id'>,
  moves: readonly Moved[],
): Promise<Verification> {
  const spans = await spansOfMoves(ctx, id, moves);
  const patience = { until: spans.movedAt.getTime() + PATIENCE_MS, everyMs: LOOK_EVERY_MS };
  const probed = await probe(ctx, moves, patience);
  const isReadable = probed.every(({ problem }) => problem === undefined);
  const judged = await (isReadable ? judgeInTime : judge)(ctx, spans, patience);
  // Somebody may have moved or deleted one while calls were counted.
  const functions = isReadable ? await readAllBack(ctx, moves, probed, patience) : probed;
  return { ...unlessUnread(judged, functions), functions, checkedAt: ctx.pace.clock().toISOString() };
}

async function probe(ctx: Ctx, moves: readonly Moved[], patience: Patience): Promise<VerifiedFunction[]> {
  const found = moves.map(async (move) => {
    const standing = await readBack(ctx, move, patience);
    const executedVersions = standing.problem === undefined ? await callThrough(ctx, move) : [];
    return { function: move.function, executedVersions, ...standing };
  });
  const probed = await Promise.all(found);
  const health = await askHealth(
    ctx,
    moves.map(({ function: name }) => name),
  );
  return probed.map((one) => ({ ...one, health: healthFound(health.get(one.function) ?? null) }));
}

function readAllBack(
  ctx: Ctx,
  moves: readonly Moved[],
  probed: readonly VerifiedFunction[],
  patience: Patience,
): Promise<VerifiedFunction[]> {
  return Promise.all(
    probed.map(async (one, place) => {
      const move = moves[place];
      return move ? { ...one, ...(await readBack(ctx, move, patience)) } : one;
    }),
  );
}

function healthFound(reading: HealthReading | null): HealthFound {
  if (reading === null) {
    return { status: 'not_configured', why: 'No health endpoint is configured for it.' };
  }
  return { status: reading.isHealthy ? 'healthy' : 'unhealthy', why: reading.why };
}

async function judgeInTime(ctx: Ctx, spans: SpansOfMoves, patience: Patience): Promise<Judged> {
  for (;;) {
    const judged = await judge(ctx, spans, patience);
    const isPatient = ctx.pace.clock().getTime() < patience.until;
    if (judged.verdict !== 'unknown' || judged.counted === undefined || !isPatient) return judged;
    await ctx.pace.pause(LOOK_EVERY_MS);
  }
}

async function judge(ctx: Ctx, spans: SpansOfMoves, patience: Patience): Promise<Judged> {
  const found = await patiently(ctx, patience, () => trafficAround(ctx, spans));
  if ('problem' in found) {
    return { verdict: 'unknown', why: unknownBecause(found.problem), before: null, after: null };
  }
  const { before, after, counted } = found.value;
  const verdict = verdictOf(before, after);
  const why = `${verdict.why} ${comparisonWords(verdict, counted)}`.trim();
  return { ...verdict, why, counted };
}

/** Numbers of calls prove nothing about an alias of which nobody knows where it leads. */
function unlessUnread(judged: Judged, functions: readonly VerifiedFunction[]): Judged {
  const problems = [...new Set(functions.flatMap(({ problem }) => problem ?? []))];
  return problems.length === 0
    ? judged
    : { ...judged, verdict: 'unknown', why: unknownBecause(problems.join(' ')) };
}

function unknownBecause(problem: string): string {
  return `It could not be found out whether it helped. ${problem}`;
}
