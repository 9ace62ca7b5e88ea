import { assertAllowed } from '#lib/auth/permissions';
import type { PreviewedFunction, RulePreview } from '#lib/automation/answers';
import { arrivalsIn, isReturn } from '#lib/automation/arrivals-in';
import { type KnownMove, previewOf } from '#lib/automation/preview-of';
import { ALIAS } from '#lib/automation/queries/live-arrival';
import { loadRules } from '#lib/automation/queries/load-rules';
import { EVERY_FUNCTION } from '#lib/automation/rule';
import type { RuleCreation } from '#lib/automation/schema';
import { TRIGGERS } from '#lib/automation/triggers';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { FunctionPoint } from '#lib/core/monitoring';

const DAYS = 7;
const DAY_MS = 86_400_000;
/** The same end for everybody who asks within it, so that metrics are read once. */
const STEP_MS = 10 * 60_000;
/** One more would be a wait that nobody has the patience for. */
const MOST_FUNCTIONS = 60;

/**
 * What a rule, saved or not, would have done in the last seven days: its metrics minute by minute, against the moves of
 * the alias that are known.
 *
 * @throws AppError `unprocessable` for a trigger that Lambda itself does not count.
 */
export async function previewRule(ctx: Ctx, rule: RuleCreation): Promise<RulePreview> {
  assertAllowed(ctx.actor, 'production.read');
  if (!TRIGGERS[rule.trigger].measure) {
    const label = TRIGGERS[rule.trigger].label;
    throw new AppError(
      'unprocessable',
      `${label} are counted by the API and not by the function: only its alarm knows when it was red.`,
    );
  }
  const names = await namesFor(ctx, rule);
  const to = new Date(Math.floor(ctx.pace.clock().getTime() / STEP_MS) * STEP_MS);
  const from = new Date(to.getTime() - DAYS * DAY_MS);
  const functions: PreviewedFunction[] = [];
  for (const functionName of names.slice(0, MOST_FUNCTIONS)) {
    const points = await pointsOf(ctx, functionName, { from, to });
    const firings = previewOf(points, await movesOf(ctx, functionName, to), rule);
    functions.push({
      functionName,
      minutesWithData: points.filter(({ calls }) => calls !== null).length,
      firings: firings.map(({ at, until, ...firing }) => ({
        ...firing,
        at: at.toISOString(),
        until: until?.toISOString() ?? null,
      })),
    });
  }
  const minutes = (to.getTime() - from.getTime()) / 60_000;
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    minutes,
    functions,
    leftOut: names.slice(MOST_FUNCTIONS),
  };
}

/** A rule for all is not asked of functions that have one of their own. */
async function namesFor(ctx: Ctx, { functionName, trigger }: RuleCreation): Promise<string[]> {
  if (functionName !== EVERY_FUNCTION) return [functionName];
  const own = (await loadRules(ctx)).filter((rule) => rule.trigger === trigger);
  const all = await ctx.answers.once(`automation functions ${hourOf(ctx)}`, ctx.signal, (signal) =>
    ctx.cloud.functions.list(signal),
  );
  return all.value.filter((name) => !own.some((rule) => rule.functionName === name));
}

function hourOf(ctx: Ctx): number {
  return Math.floor(ctx.pace.clock().getTime() / 3_600_000);
}

async function pointsOf(
  ctx: Ctx,
  functionName: string,
  { from, to }: { from: Date; to: Date },
): Promise<FunctionPoint[]> {
  const key = `automation minutes ${functionName} ${to.toISOString()}`;
  const { value } = await ctx.answers.once(key, ctx.signal, (signal) =>
    ctx.cloud.monitoring.series({ functionNames: [functionName], from, to, periodSeconds: 60 }, signal),
  );
  return value.get(functionName) ?? [];
}

async function movesOf(ctx: Ctx, functionName: string, to: Date): Promise<KnownMove[]> {
  const rows = await ctx.db.aliasMove.findMany({
    where: { functionName, alias: ALIAS, seenAt: { lt: to } },
    orderBy: [{ seenAt: 'asc' }, { id: 'asc' }],
  });
  const ids = rows.flatMap(({ changeId }) => changeId ?? []);
  const rollbacks = await ctx.db.change.findMany({
    where: { id: { in: ids }, kind: 'rollback' },
    select: { id: true },
  });
  const arrivals = arrivalsIn(rows);
  return arrivals.map(({ id, toVersion, seenAt, notBefore, redAlarms, isFirstSight, changeId }, place) => ({
    id,
    toVersion: toVersion === null ? '$LATEST' : `${toVersion}`,
    seenAt,
    notBefore,
    redAlarms,
    isFirstSight,
    changeId,
    isRollback: isReturn(arrivals.slice(0, place + 1)) || rollbacks.some((change) => change.id === changeId),
  }));
}
