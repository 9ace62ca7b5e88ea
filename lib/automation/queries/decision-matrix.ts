import { assertAllowed } from '#lib/auth/permissions';
import type { DecisionMatrix, ServedScenario } from '#lib/automation/decision-answers';
import { type Evidence, MATRIX, SCENARIO_IDS, type ScenarioId, stepsOf } from '#lib/automation/matrix';
import { evidenceNow } from '#lib/automation/queries/evidence';
import type { Ctx } from '#lib/core/ctx';

/** The six rows of the matrix: which of them holds now, why, and what is to be done. */
export async function decisionMatrix(ctx: Ctx): Promise<DecisionMatrix> {
  assertAllowed(ctx.actor, 'production.read');
  const evidence = await evidenceNow(ctx);
  const scenarios = await Promise.all(SCENARIO_IDS.map((id) => served(ctx, id, evidence[id])));
  const { problem, stacks } = ctx.lookout.now();
  return { scenarios, problem: problem ?? stacks.problem };
}

async function served(ctx: Ctx, id: ScenarioId, evidence: Evidence[]): Promise<ServedScenario> {
  return {
    id,
    ...MATRIX[id],
    isTrue: evidence.length > 0,
    evidence,
    steps: stepsOf(id, evidence),
    incident: evidence.length > 0 ? await incidentOf(ctx, evidence) : null,
  };
}

/** The incident that a report was taken into, else the newest unclosed one about the same functions. */
async function incidentOf(ctx: Ctx, evidence: readonly Evidence[]): Promise<ServedScenario['incident']> {
  const reports = await ctx.db.triggerReport.findMany({
    where: { id: { in: evidence.flatMap(({ reportId }) => reportId ?? []) }, incidentId: { not: null } },
  });
  const ids = reports.flatMap(({ incidentId }) => incidentId ?? []);
  const functions = evidence.flatMap((one) => one.functions);
  return ctx.db.incident.findFirst({
    where: {
      status: { not: 'closed' },
      OR: [{ id: { in: ids } }, ...(functions.length > 0 ? [{ functions: { hasSome: functions } }] : [])],
    },
    orderBy: { openedAt: 'desc' },
    select: { id: true, number: true, title: true },
  });
}
