import { coverageOf } from '#lib/automation/coverage-of';
import type { Evidence, ScenarioId } from '#lib/automation/matrix';
import { loadRules } from '#lib/automation/queries/load-rules';
import type { ReportKind } from '#lib/automation/report-schema';
import { TRIGGERS } from '#lib/automation/triggers';
import type { Ctx } from '#lib/core/ctx';

/** A deploy that failed longer ago than this is history. */
const RECENT_HOURS = 24;
/** Each costs a call; a page that asks more of CloudFormation than this helps nobody. */
const MOST_STACKS = 5;
const KEPT_MS = 60_000;

type Found = Record<ScenarioId, Evidence[]>;

const NONE = { at: null, functions: [], tables: [], stack: null, reportId: null, href: null };

/** Why each row of the matrix holds now, from what is measured and what was reported. */
export async function evidenceNow(ctx: Ctx): Promise<Found> {
  const [deploys, stacks, rates, reports] = await Promise.all([
    failedDeploys(ctx),
    failedStacks(ctx),
    redRules(ctx),
    openReports(ctx),
  ]);
  return {
    deployment_failed: [...deploys, ...stacks],
    ...rates,
    schema_mismatch: reports.build_failed,
    database: [...redTables(ctx), ...reports.query_failures],
    vulnerability: reports.vulnerability,
  };
}

async function failedDeploys(ctx: Ctx): Promise<Evidence[]> {
  const since = new Date(ctx.now.getTime() - RECENT_HOURS * 3_600_000);
  const rows = await ctx.db.change.findMany({
    where: { kind: 'deploy', status: { in: ['failed', 'split'] }, finishedAt: { gte: since } },
    orderBy: { finishedAt: 'desc' },
  });
  return rows.map(({ id, plan, finishedAt, requesterName }) => ({
    ...NONE,
    sentence: `A deploy of ${namesIn(plan).join(', ')} by ${requesterName} failed.`,
    at: finishedAt?.toISOString() ?? null,
    functions: namesIn(plan),
    href: `/changes/${id}`,
  }));
}

/** The functions that a stored plan names. */
function namesIn(plan: unknown): string[] {
  const items = Array.isArray(plan) ? (plan as { function?: unknown }[]) : [];
  return items.flatMap((item) => (typeof item.function === 'string' ? item.function : []));
}

async function failedStacks(ctx: Ctx): Promise<Evidence[]> {
  const suspects = ctx.lookout
    .now()
    .stacks.all.filter(({ status }) => /FAILED|ROLLBACK/.test(status))
    .slice(0, MOST_STACKS);
  const found = await Promise.all(
    suspects.map(async ({ id, name, status }) => {
      const minute = Math.floor(ctx.now.getTime() / KEPT_MS);
      const key = `automation stack ${id} ${status} ${minute}`;
      const { value } = await ctx.answers.once(key, ctx.signal, (signal) =>
        ctx.cloud.stacks.latestEvents(id, signal),
      );
      const since = ctx.now.getTime() - RECENT_HOURS * 3_600_000;
      const failed = value.find(
        (event) =>
          event.type === 'AWS::Lambda::Function' &&
          event.status.endsWith('FAILED') &&
          event.at.getTime() >= since,
      );
      return failed
        ? [
            {
              ...NONE,
              sentence: `${failed.logicalId} of the stack ${name} is ${failed.status}: ${failed.reason ?? 'no reason given'}`,
              at: failed.at.toISOString(),
              stack: name,
              href: `/stacks?stack=${encodeURIComponent(name)}`,
            },
          ]
        : [];
    }),
  );
  return found.flat();
}

async function redRules(ctx: Ctx): Promise<Pick<Found, 'error_rate' | 'latency'>> {
  const rules = await loadRules(ctx);
  const { functions, alarms, points } = ctx.lookout.now();
  const red = coverageOf({ rules, alarms, functionNames: [...functions.keys()], points }).filter(
    ({ state }) => state === 'ALARM',
  );
  const of = (trigger: 'error_rate' | 'latency') =>
    Promise.all(
      red
        .filter((one) => one.trigger === trigger)
        .map(({ functionName }) => redRule(ctx, trigger, functionName)),
    );
  return { error_rate: await of('error_rate'), latency: await of('latency') };
}

/** A rule that is red, with what automation made of it: the row's action is its own, unless it held back. */
async function redRule(ctx: Ctx, trigger: 'error_rate' | 'latency', functionName: string): Promise<Evidence> {
  const decided = await ctx.db.alarmDecision.findFirst({
    where: { functionName, trigger, state: 'ALARM' },
    orderBy: { since: 'desc' },
  });
  const [outcome, why] = decided ? [OUTCOMES[decided.outcome] ?? decided.outcome, decided.why] : [];
  const said = outcome ? `Automation ${outcome}: ${why}` : 'Automation has not decided on it yet.';
  return {
    ...NONE,
    sentence: `${TRIGGERS[trigger].label} of ${functionName} is too high. ${said}`,
    at: decided?.since.toISOString() ?? null,
    functions: [functionName],
    href: decided?.changeId ? `/changes/${decided.changeId}` : `/live?function=${functionName}`,
  };
}

const OUTCOMES: Record<string, string> = {
  rolled_back: 'rolled it back',
  rolling_back: 'is rolling it back',
  review: 'asks for a person',
  waiting: 'waits',
  nothing: 'did nothing',
  would_roll_back: 'would have rolled it back, but is in dry run',
  would_review: 'would have asked for a person, but is in dry run',
};

/** Alarms on DynamoDB that are red: queries of a table fail. */
function redTables(ctx: Ctx): Evidence[] {
  return ctx.lookout
    .now()
    .alarms.filter(({ state, watch }) => {
      return state === 'ALARM' && watch?.metrics.some(({ namespace }) => namespace === 'AWS/DynamoDB');
    })
    .map(({ name, reason, since }) => ({ ...NONE, sentence: `${name}: ${reason}`, at: since.toISOString() }));
}

async function openReports(ctx: Ctx): Promise<Record<ReportKind, Evidence[]>> {
  const rows = await ctx.db.triggerReport.findMany({
    where: { closedAt: null },
    orderBy: { reportedAt: 'desc' },
  });
  const of = (kind: ReportKind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ id, key, summary, functions, tables, href, reportedAt, reportedBy }) => ({
        ...NONE,
        sentence: `${key}: ${summary} Reported by ${reportedBy}.`,
        at: reportedAt.toISOString(),
        functions,
        tables,
        reportId: id,
        href,
      }));
  return {
    build_failed: of('build_failed'),
    query_failures: of('query_failures'),
    vulnerability: of('vulnerability'),
  };
}
