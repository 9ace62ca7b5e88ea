import { assertAllowed } from '#lib/auth/permissions';
import { movesOf, ROLLBACKS } from '#lib/changes/moves-of';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { Ctx } from '#lib/core/ctx';
import { environmentOf } from '#lib/core/environment-of';
import {
  type Deployment,
  MEASURE_DEFINITIONS,
  measuresOf,
  type Records,
  type Recovery,
  weeksOf,
} from '#lib/incidents/measures';
import type { ServedMeasures } from '#lib/incidents/measures-answer';
import type { MeasuresQuery } from '#lib/incidents/schema';
import type { AliasMove } from '#prisma/generated/client';

const ALIAS = 'live';

/** How often it is deployed, how often that fails, and how long it takes to mend: from the records alone. */
export async function readMeasures(
  ctx: Ctx,
  { environment, from, to }: MeasuresQuery,
): Promise<ServedMeasures> {
  assertAllowed(ctx.actor, 'production.read');
  const [moves, rollbacks, incidents] = await Promise.all([
    ctx.db.aliasMove.findMany({ where: { alias: ALIAS }, orderBy: { seenAt: 'asc' } }),
    ctx.db.change.findMany({
      where: { kind: { in: ROLLBACKS }, status: { in: ['verifying', 'done'] } },
      include: { steps: { where: { outcome: 'done' }, orderBy: { outcomeAt: 'desc' }, take: 1 } },
    }),
    ctx.db.incident.findMany(),
  ]);
  const own = moves.filter(({ functionName }) => environmentOf(functionName) === environment);
  const records: Records = {
    deployments: deploymentsOf(own, new Set(rollbacks.map(({ id }) => id))),
    recoveries: rollbacks
      .filter((change) => change.environment === environment)
      .flatMap(({ steps, ...change }) =>
        recoveryOf(change, movedAt(own, change.id) ?? steps[0]?.outcomeAt ?? null),
      ),
    incidents: incidents.filter((incident) => incident.environment === environment),
  };
  const period = { from: new Date(from), to: new Date(to) };
  const known = [
    ...moves.map(({ functionName }) => environmentOf(functionName)),
    ...incidents.map((one) => one.environment),
  ];
  return {
    environment,
    environments: [...new Set(known)].sort(),
    period: { from: period.from.toISOString(), to: period.to.toISOString() },
    ...measuresOf(records, period),
    weeks: weeksOf(period).map((week) => ({
      from: week.from.toISOString(),
      to: week.to.toISOString(),
      isIncomplete: week.to > ctx.now,
      ...measuresOf(records, week),
    })),
    definitions: MEASURE_DEFINITIONS,
    observedSince: own[0]?.seenAt.toISOString() ?? null,
  };
}

/** The first time that each version was seen live, but for what stood there already and what a rollback put there. */
function deploymentsOf(moves: readonly AliasMove[], rollbackIds: ReadonlySet<string>): Deployment[] {
  const seen = new Set<string>();
  const byCause = new Map<string, { at: Date; shipped: { function: string; version: string }[] }>();
  for (const { id, functionName, toVersion, isFirstSight, changeId, seenAt } of moves) {
    const key = `${functionName} ${toVersion}`;
    const isNew = toVersion !== null && !seen.has(key);
    seen.add(key);
    if (!isNew || isFirstSight || (changeId !== null && rollbackIds.has(changeId))) continue;
    const cause = changeId ?? id;
    const deployment = byCause.get(cause) ?? { at: seenAt, shipped: [] };
    deployment.shipped.push({ function: functionName, version: `${toVersion}` });
    byCause.set(cause, deployment);
  }
  return [...byCause.values()];
}

/** Of a stack AWS moves the aliases long after the step that asked for it. */
function movedAt(moves: readonly AliasMove[], id: string): Date | undefined {
  return moves.findLast(({ changeId }) => changeId === id)?.seenAt;
}

function recoveryOf(row: Parameters<typeof savedChangeOf>[0], at: Date | null): Recovery[] {
  const change = savedChangeOf(row);
  const moves = movesOf(change);
  if (at === null || moves.length === 0) return [];
  const left = moves.map(({ function: name, fromVersion }) => ({
    function: name,
    version: fromVersion,
  }));
  return [{ at, left }];
}
