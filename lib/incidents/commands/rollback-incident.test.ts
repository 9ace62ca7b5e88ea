import type { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHealthProbe } from '#lib/adapters/health/open-health-probe';
import { openSlack } from '#lib/adapters/slack/open-slack';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import type { Ctx } from '#lib/core/ctx';
import type { FunctionPoint } from '#lib/core/monitoring';
import { saveHealthEndpoints } from '#lib/functions/commands/save-health-endpoints';
import type { ItemId } from '#lib/incidents/checklist';
import { incidentFollower } from '#lib/incidents/commands/incident-follower';
import { lookAgain } from '#lib/incidents/commands/look-again';
import { lookAtIncidents } from '#lib/incidents/commands/look-round';
import { sendNotices } from '#lib/incidents/commands/send-notices';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { readMeasures } from '#lib/incidents/queries/measures';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, TEST_NOW } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type FakeSlack, startFakeSlack } from '#lib/testing/fake-slack';
import { FUNCTION, incidentCtx, redAlarm, seenLive } from '#lib/testing/incidents';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

const MINUTE_MS = 60_000;

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let database: TestDatabase;
let slack: FakeSlack;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let ctx: Ctx;
let live = seenLive({ alarms: [redAlarm()] });

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  database = await testDatabase();
  slack = await startFakeSlack();
  cloud = await sandboxCloud(sandbox, (_name, from) =>
    from < TEST_NOW ? { calls: 600, errors: 120 } : { calls: 500, errors: 0 },
  );
  await createSandboxFunction(sandbox, lambda, FUNCTION, {
    behaviours: [{}, {}, { healthStatus: 503 }],
    live: '3',
  });
  const notifier = openSlack({
    webhookUrl: slack.webhookUrl,
    channel: '#eng-alerts',
    baseUrl: 'http://localhost',
  });
  ctx = incidentCtx({
    ...{ db: database.db, cloud, notifier, pace: instantPace(TEST_NOW) },
    health: openHealthProbe({ allowedOrigins: [sandbox.url] }),
    lookout: { now: () => live, hurry: () => undefined },
    followers: [incidentFollower({ live: () => live, channel: notifier })],
  });
  const url = `${sandbox.url}/_gateway/{function}/health`;
  await saveHealthEndpoints(ctx, { version: 0, endpoints: [{ environment: 'prod', function: null, url }] });
});

afterAll(async () => {
  cloud.close();
  await slack.stop();
  await database.close();
  await sandbox.stop();
});

/** What a lookout sees once the version before is live again and calls are well. */
async function lookoutAfter(alarm: 'OK' | 'ALARM') {
  const readAt = new Date(ctx.pace.clock().getTime() + 5 * MINUTE_MS);
  const aliases = await cloud.functions.aliases(FUNCTION);
  const seen = { name: FUNCTION, aliases, versions: [], versionsReadAt: readAt, readAt };
  const points = [1, 2, 3].map(
    (minute): FunctionPoint => ({
      ...{ at: new Date(readAt.getTime() + minute * MINUTE_MS), calls: 500, errors: 0, p95Ms: null },
    }),
  );
  const state = { state: alarm, since: readAt };
  return seenLive({
    ...{ functions: new Map([[FUNCTION, seen]]), points: new Map([[FUNCTION, points]]), readAt },
    alarms: [redAlarm(state)],
  });
}

describe('a rollback over the sandbox', () => {
  it('keeps its own incident: opened, told, verified, ticked where it can be seen, and measured', async () => {
    const targets = [{ function: FUNCTION, alias: 'live' }];
    const request = { kind: 'rollback' as const, environment: 'prod', targets, reason: 'VPR fails' };
    const planned = await planChange(ctx, request);
    const { planHash, confirmation } = planned;
    const { change } = await executeChange(ctx, planned.id, { planHash, confirmation });
    const id = change.incidentId ?? '';
    await lookAgain(ctx, id);
    const stateOf = async (item: ItemId) =>
      (await getIncident(ctx, id)).items.find((one) => one.item === item);
    expect(await stateOf('execute_rollback')).toMatchObject({ state: 'open', look: { result: 'not_yet' } });

    // The chat is down while production is mended.
    slack.meet({ status: 500 });
    await sendNotices(ctx);
    await runChange(ctx, planned.id);
    expect(await getIncident(ctx, id)).toMatchObject({ status: 'mitigated' });

    live = await lookoutAfter('ALARM');
    await lookAtIncidents(ctx, 0);
    expect(await stateOf('alarms_clear')).toMatchObject({ state: 'open', look: { result: 'not_yet' } });
    live = await lookoutAfter('OK');
    for (const _ of [1, 2, 3]) {
      await ctx.pace.pause(MINUTE_MS);
      await sendNotices(ctx);
    }
    await lookAtIncidents(ctx, 1);

    const incident = await getIncident(ctx, id);
    const ticked = incident.items.filter(({ state }) => state === 'ticked');
    expect(ticked.map(({ item, by }) => [item, by])).toEqual(
      [
        'notify_stakeholders',
        'execute_rollback',
        'versions_updated',
        'health_ok',
        'error_rate_ok',
        'alarms_clear',
        'notify_complete',
      ].map((item) => [item, 'automation']),
    );
    expect(ticked.every(({ evidence, at }) => evidence !== null && at !== null)).toBe(true);
    expect(slack.posted).toHaveLength(3);
    const kinds = new Set(incident.timeline.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['alarm', 'execution', 'notice', 'opened', 'plan', 'status', 'step', 'tick', 'verification'].sort(),
    );
    expect(
      incident.timeline.filter(({ kind }) => kind === 'alarm').map(({ sentence }) => sentence),
    ).toContain(`${FUNCTION}-errors is clear.`);
    expect(incident.timings.verify.seconds).not.toBeNull();
    expect(incident.timings.detect.seconds).toBeNull();

    const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-15T00:00:00Z' };
    const measures = await readMeasures(ctx, { environment: 'prod', ...period });
    expect(measures).toMatchObject({ incidents: 1, mitigated: 1, deployments: 0, changeFailureRate: null });
    expect(measures.mttrSeconds).toBeGreaterThanOrEqual(240);
  });

  it('counts what went live before as a deployment that failed', async () => {
    const name = 'careervp-staging-vpr';
    const move = (minute: number, toVersion: number, more: object = {}) => ({
      ...{ id: crypto.randomUUID(), functionName: name, alias: 'live', revisionId: `r${minute}`, toVersion },
      ...{ seenAt: new Date(TEST_NOW.getTime() + minute * MINUTE_MS), isFirstSight: false, ...more },
    });
    const rollback = crypto.randomUUID();
    await database.db.aliasMove.createMany({
      data: [
        move(0, 1, { isFirstSight: true }),
        move(1, 2),
        move(2, 3),
        move(12, 2, { changeId: rollback, movedBy: 'Eva' }),
      ],
    });
    const plan = [
      {
        ...{ function: name, alias: 'live', fromVersion: '3', fromRevisionId: 'r2', fromWeights: {} },
        ...{ toVersion: '2', toCodeSha256: 'a', why: '', rejected: [] },
      },
    ];
    await database.db.change.create({
      data: {
        ...{ id: rollback, kind: 'rollback', environment: 'staging', status: 'done', reason: '', plan },
        ...{ planHash: '', confirmation: '', requesterKind: 'person', requesterId: TEST_ADMIN.id },
        ...{ requesterName: 'Eva', createdAt: TEST_NOW, startedAt: TEST_NOW },
        steps: {
          create: {
            ...{ sequence: 0, intent: {}, intendedAt: TEST_NOW, outcome: 'done' },
            outcomeAt: new Date(TEST_NOW.getTime() + 12 * MINUTE_MS),
          },
        },
      },
    });
    const period = { from: '2026-03-02T00:00:00Z', to: '2026-03-09T00:00:00Z' };
    expect(await readMeasures(ctx, { environment: 'staging', ...period })).toMatchObject({
      ...{ deployments: 2, failedDeployments: 1, changeFailureRate: 0.5, recoverySeconds: 600 },
      ...{ mttrSeconds: null, environments: expect.arrayContaining(['prod', 'staging']) },
      weeks: [{ from: '2026-03-02T00:00:00.000Z', isIncomplete: true, deployments: 2 }],
    });
  });
});
