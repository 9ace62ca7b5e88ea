import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { openScenario } from '#lib/automation/commands/open-scenario';
import { closeReport, hearBuild, reportTrigger } from '#lib/automation/commands/report-trigger';
import { seedRules } from '#lib/automation/commands/seed-rules';
import type { ScenarioId } from '#lib/automation/matrix';
import { decisionMatrix } from '#lib/automation/queries/decision-matrix';
import { BuildReport, TriggerReportCreation } from '#lib/automation/report-schema';
import type { Ctx } from '#lib/core/ctx';
import type { Alarm } from '#lib/core/monitoring';
import type { StackEvent } from '#lib/core/stacks';
import { emptySight, type Sight } from '#lib/functions/commands/look-round';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { fakeStack, fakeStacks } from '#lib/testing/fake-stacks';

const ORDERS = 'orders-prod';

let database: TestDatabase;
let ctx: Ctx;
let sight: Sight;
let stackEvents: StackEvent[];

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  const { db } = database;
  await db.triggerReport.deleteMany();
  await db.alarmDecision.deleteMany();
  await db.change.deleteMany();
  await db.incidentNotice.deleteMany();
  await db.incidentEvent.deleteMany();
  await db.checklistItem.deleteMany();
  await db.followUp.deleteMany();
  await db.incident.deleteMany();
  sight = emptySight();
  stackEvents = [];
  ctx = testCtx({
    db,
    newId: () => crypto.randomUUID(),
    answers: openAnswers(),
    lookout: { now: () => sight, hurry: () => undefined },
    notifier: {
      channel: '#eng-alerts',
      isConfigured: false,
      send: async () => ({ outcome: 'delivered' }),
    },
    cloud: { ...testCtx().cloud, stacks: { ...fakeStacks([]), latestEvents: async () => stackEvents } },
  });
  await seedRules(ctx);
});

async function row(id: ScenarioId) {
  const found = (await decisionMatrix(ctx)).scenarios.find((scenario) => scenario.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
}

async function holding(): Promise<string[]> {
  return (await decisionMatrix(ctx)).scenarios.filter(({ isTrue }) => isTrue).map(({ id }) => id);
}

function redLatency(name: string): Alarm {
  return {
    name: `${name}-latency`,
    description: '',
    state: 'ALARM',
    reason: '',
    since: TEST_NOW,
    functionName: name,
    threshold: 5000,
    periodSeconds: 60,
    watch: {
      metrics: [{ namespace: 'AWS/Lambda', name: 'Duration', statistic: 'p95' }],
      expression: null,
      comparison: 'GreaterThanThreshold',
      periods: 3,
      periodsToAlarm: 3,
    },
  };
}

function see(name: string): void {
  sight.functions.set(name, {
    name,
    aliases: [],
    versions: [],
    versionsReadAt: TEST_NOW,
    readAt: TEST_NOW,
  });
}

const CVE = TriggerReportCreation.parse({
  kind: 'vulnerability',
  key: 'CVE-2026-12345',
  summary: 'The parser runs what it reads.',
  functions: [ORDERS],
});

describe('the decision matrix', () => {
  it('has six rows, of which none holds while nothing hurts', async () => {
    const { scenarios } = await decisionMatrix(ctx);
    expect(scenarios.map(({ title, action, recovery }) => [title, action, recovery])).toEqual([
      ['Lambda deployment failure', 'Automatic rollback', 'Previous version active'],
      ['High error rate', 'Automatic rollback', 'Previous version active'],
      ['High latency', 'Automatic rollback', 'Previous version active'],
      ['API schema mismatch', 'Manual review', 'Deploy a compatible backend'],
      ['Database incompatibility', 'Manual rollback', 'Restore a backup, and revert the code'],
      ['Security vulnerability', 'Immediate rollback', 'Hotfix required'],
    ]);
    expect(await holding()).toEqual([]);
  });

  it('lights up when a deploy failed lately', async () => {
    const failed = {
      kind: 'deploy',
      environment: 'prod',
      status: 'failed',
      reason: '',
      plan: [{ function: ORDERS }],
      planHash: '',
      confirmation: 'prod',
      requesterKind: 'person',
      requesterId: 'x',
      requesterName: 'Ana',
      createdAt: TEST_NOW,
    };
    const hoursAgo = (hours: number) => new Date(TEST_NOW.getTime() - hours * 3_600_000);
    await database.db.change.create({
      data: { id: crypto.randomUUID(), ...failed, finishedAt: hoursAgo(25) },
    });
    expect(await holding()).toEqual([]);
    await database.db.change.create({
      data: { id: crypto.randomUUID(), ...failed, finishedAt: hoursAgo(1) },
    });
    expect(await holding()).toEqual(['deployment_failed']);
    const { steps } = await row('deployment_failed');
    expect(steps.map(({ deed }) => deed)).toEqual([
      { do: 'incident' },
      { do: 'roll_back', functions: [ORDERS] },
    ]);
  });

  it('lights up when a function of a stack failed', async () => {
    sight.stacks = {
      all: [{ ...fakeStack('orders', { status: 'UPDATE_FAILED' }), aliases: [] }],
      readAt: TEST_NOW,
      problem: null,
    };
    expect(await holding()).toEqual([]);
    const event = {
      id: 'e',
      at: TEST_NOW,
      logicalId: 'Api',
      physicalId: 'x',
      reason: 'No such layer',
      token: null,
    };
    stackEvents = [{ ...event, type: 'AWS::Lambda::Function', status: 'UPDATE_FAILED' }];
    ctx = { ...ctx, answers: openAnswers() };
    expect(await holding()).toEqual(['deployment_failed']);
    const { steps } = await row('deployment_failed');
    expect(steps.map(({ deed }) => deed?.do)).toEqual(['incident', 'take_back_stack']);
  });

  it('lights up when a rule is red', async () => {
    see(ORDERS);
    sight.alarms = [redLatency(ORDERS)];
    expect(await holding()).toEqual(['latency']);
    expect((await row('latency')).evidence[0]?.sentence).toContain('Automation has not decided on it yet.');
    await database.db.alarmDecision.create({
      data: {
        id: crypto.randomUUID(),
        source: `alarm ${ORDERS}-latency`,
        since: TEST_NOW,
        state: 'ALARM',
        functionName: ORDERS,
        trigger: 'latency',
        outcome: 'would_roll_back',
        why: 'It went red within 60 min.',
        rule: {},
        decidedAt: TEST_NOW,
      },
    });
    const [evidence] = (await row('latency')).evidence;
    expect(evidence?.sentence).toContain('would have rolled it back, but is in dry run: It went red');
    expect(evidence?.at).toBe(TEST_NOW.toISOString());
  });

  it('lights up for builds that fail, until one passes', async () => {
    const failed = BuildReport.parse({
      build: 'frontend',
      status: 'failed',
      commit: 'abc1234',
      functions: [ORDERS],
    });
    await hearBuild(ctx, failed);
    await hearBuild(ctx, failed);
    expect(await holding()).toEqual(['schema_mismatch']);
    const { evidence, steps } = await row('schema_mismatch');
    expect(evidence).toHaveLength(1);
    expect(steps.map(({ deed }) => deed)).toEqual([
      { do: 'incident' },
      { do: 'compatible_backend', functions: [ORDERS] },
    ]);
    await hearBuild(ctx, BuildReport.parse({ build: 'another', status: 'passed' }));
    expect(await holding()).toEqual(['schema_mismatch']);
    await hearBuild(ctx, BuildReport.parse({ build: 'frontend', status: 'passed' }));
    expect(await holding()).toEqual([]);
  });

  it('lights up for queries that fail, with a step for each table and one for the code', async () => {
    const creation = { kind: 'query_failures', key: 'orders by user', summary: 'No such index.' };
    const report = TriggerReportCreation.parse({
      ...creation,
      functions: [ORDERS],
      tables: ['orders-users'],
    });
    await reportTrigger(ctx, report);
    expect((await row('database')).steps.map(({ deed }) => deed?.do)).toEqual([
      'incident',
      'restore_table',
      'roll_back',
    ]);
  });

  it('leaves a person to choose what no report names', async () => {
    const creation = { kind: 'query_failures', key: 'orders by day', summary: 'No such index.' };
    await reportTrigger(ctx, TriggerReportCreation.parse(creation));
    expect((await row('database')).steps.map(({ deed }) => deed)).toEqual([
      { do: 'incident' },
      { do: 'restore_table', table: null },
      { do: 'roll_back', functions: [] },
    ]);
  });

  it('lights up for a vulnerability, until a person closes the report', async () => {
    const { id } = await reportTrigger(ctx, CVE);
    expect(await holding()).toEqual(['vulnerability']);
    await closeReport(ctx, id, { reason: 'Not used here.' });
    expect(await holding()).toEqual([]);
    await expect(closeReport(ctx, id, { reason: 'Again.' })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the incident of a row', () => {
  it('is a P1 with a hotfix to do for a vulnerability, once', async () => {
    await reportTrigger(ctx, CVE);
    const first = await openScenario(ctx, 'vulnerability');
    const second = await openScenario(ctx, 'vulnerability');
    expect([first.isOpened, second.isOpened]).toEqual([true, false]);
    expect(second.incidentId).toBe(first.incidentId);
    const incident = await database.db.incident.findUniqueOrThrow({
      where: { id: first.incidentId },
      include: { followUps: true, items: true },
    });
    expect(incident).toMatchObject({ severity: 'P1', environment: 'prod', functions: [ORDERS] });
    expect(incident.followUps.map(({ text }) => text)).toEqual([
      'Hotfix: close the vulnerability in new code, and deploy it.',
    ]);
    expect(incident.items).toHaveLength(14);
    expect((await row('vulnerability')).incident?.id).toBe(first.incidentId);
    expect(await database.db.auditEntry.count({ where: { action: 'decision.opened' } })).toBe(1);
  });

  it('joins the one that is about the same function', async () => {
    await reportTrigger(ctx, CVE);
    const { incidentId } = await openScenario(ctx, 'vulnerability');
    see(ORDERS);
    sight.alarms = [redLatency(ORDERS)];
    expect(await openScenario(ctx, 'latency')).toEqual({ incidentId, isOpened: false });
  });

  it('is not opened for what does not hold', async () => {
    await expect(openScenario(ctx, 'vulnerability')).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each(['viewer', 'product', 'auditor'] as const)('is not for a %s', async (role) => {
    const viewing = { ...ctx, actor: { ...TEST_ADMIN, role } };
    await expect(openScenario(viewing, 'vulnerability')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reportTrigger(viewing, CVE)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a report', () => {
  it.each([
    [{ key: 'log4shell' }, 'key'],
    [{ summary: ' ' }, 'summary'],
    [{ href: 'javascript:alert(1)' }, 'href'],
    [{ functions: ['not a name'] }, 'functions.0'],
    [{ more: 1 }, ''],
  ])('is refused with %o', (wrong, path) => {
    const parsed = TriggerReportCreation.safeParse({ ...CVE, ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });
});
