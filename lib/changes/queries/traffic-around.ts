import type { Counted, CountedBefore } from '#lib/changes/answers';
import type { MovedSpan, SpansOfMoves } from '#lib/changes/queries/spans-of-moves';
import { trafficOf } from '#lib/changes/traffic-of';
import type { Traffic } from '#lib/changes/verdict';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionPoint } from '#lib/core/monitoring';

const MINUTE_MS = 60_000;

interface TrafficAround {
  before: Traffic;
  after: Traffic;
  counted: Counted;
}

interface CountedOne {
  points: FunctionPoint[];
  counted: CountedBefore;
}

/**
 * The calls of all functions of a change, those before the move each over its own span, and those of the whole minutes
 * since.
 *
 * @throws AppError what reading metrics refuses.
 */
export async function trafficAround(ctx: Ctx, { before, movedAt }: SpansOfMoves): Promise<TrafficAround> {
  // The minute of the move has calls of both in it.
  const since = new Date(Math.floor(movedAt.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS);
  // Metrics are of the whole function, whichever of its aliases was moved.
  const spans = before.filter(
    (span, place) => before.findIndex((one) => one.function === span.function) === place,
  );
  const [earlier, later] = await Promise.all([
    countBefore(ctx, spans),
    pointsBetween(ctx, spans, since, ctx.pace.clock()),
  ]);
  return {
    before: trafficOf(earlier.flatMap(({ points }) => points)),
    after: trafficOf([...later.values()].flat()),
    counted: { before: earlier.map(({ counted }) => counted), since: since.toISOString() },
  };
}

/** All functions in one question, as far as whole minutes are counted. */
async function countBefore(ctx: Ctx, spans: readonly MovedSpan[]): Promise<CountedOne[]> {
  const from = new Date(Math.min(...spans.map((span) => span.from.getTime())));
  const to = new Date(Math.max(...spans.map((span) => span.to.getTime())));
  const [whole, byVersion] = await Promise.all([
    pointsBetween(ctx, spans, from, to),
    Promise.all(spans.map((span) => pointsByVersion(ctx, span))),
  ]);
  return spans.map((span, place) => {
    const own = byVersion[place] ?? [];
    if (span.byVersion && trafficOf(own) !== null) {
      return { points: own, counted: countedOf(span, span.byVersion) };
    }
    const points = (whole.get(span.function) ?? []).filter(({ at }) => at >= span.from && at < span.to);
    return { points, counted: countedOf(span, span) };
  });
}

async function pointsByVersion(
  ctx: Ctx,
  { function: name, alias, byVersion }: MovedSpan,
): Promise<FunctionPoint[]> {
  if (byVersion === null) return [];
  const { from, to, versions } = byVersion;
  const found = versions.map(async (version) => {
    const query = { functionNames: [name], through: { alias, version }, from, to, periodSeconds: 60 };
    return (await ctx.cloud.monitoring.series(query)).get(name) ?? [];
  });
  return (await Promise.all(found)).flat();
}

async function pointsBetween(
  ctx: Ctx,
  spans: readonly MovedSpan[],
  from: Date,
  to: Date,
): Promise<Map<string, FunctionPoint[]>> {
  if (to <= from) return new Map();
  const functionNames = spans.map(({ function: name }) => name);
  return ctx.cloud.monitoring.series({ functionNames, from, to, periodSeconds: 60 });
}

function countedOf(
  { function: name, left: { version, second }, begins, wentLiveAt }: MovedSpan,
  { from, to }: { from: Date; to: Date },
): CountedBefore {
  return {
    function: name,
    versions: [`${version ?? '$LATEST'}`, ...(second ? [`${second.version}`] : [])],
    from: from.toISOString(),
    to: to.toISOString(),
    begins,
    wentLiveAt: wentLiveAt?.toISOString() ?? null,
  };
}
