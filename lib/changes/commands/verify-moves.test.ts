import { DeleteAliasCommand, DeleteFunctionCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import { runChange } from '#lib/changes/commands/run-change';
import { getChange } from '#lib/changes/queries/changes';
import type { Ctx } from '#lib/core/ctx';
import type { Pace } from '#lib/core/pace';
import { observeAliases } from '#lib/functions/commands/observe-aliases';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

const BEGINNING = Date.parse('2026-03-02T08:00:00.000Z');
const PER_MINUTE = 240;
const MINUTE_S = 60;
const QUARTER_MS = 15 * 60_000;

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let database: TestDatabase;
let cloud: Ctx['cloud'];
let close: () => void;
let elapsedMs = 0;
let made = 0;
let name = '';
/** What happens elsewhere in a pause. */
let meanwhile = async () => {};

const clock = () => new Date(BEGINNING + elapsedMs);
const step = async (seconds: number) => {
  elapsedMs += seconds * 1000;
  await sandbox.step(seconds);
};
const pace: Pace = {
  clock,
  pause: async (milliseconds) => {
    await step(milliseconds / 1000);
    await meanwhile();
  },
};

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  database = await testDatabase();
  const opened = await sandboxCloud(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };
  const monitoring = await openMonitoring({ endpoint, region, credentials }, waiting);
  cloud = { ...opened, monitoring };
  close = () => {
    opened.close();
    monitoring.close();
  };
});

afterAll(async () => {
  close();
  await database.close();
  await sandbox.stop();
});

/** A function that is called all the time, with `live` on a version that is well; another fails half of its calls. */
beforeEach(async () => {
  made += 1;
  name = `careervp-prod-letters-${made}`;
  meanwhile = async () => {};
  await sandbox.control('DELETE /faults');
  await createSandboxFunction({ step }, lambda, name, {
    behaviours: [{ errorRate: 0.002 }, { errorRate: 0.5 }, { errorRate: 0.002 }],
    live: '1',
  });
  await sandbox.control('PUT /traffic', [{ functionName: name, perMinute: PER_MINUTE }]);
});

function ctxNow(): Ctx {
  const now = clock();
  const actor = { ...TEST_ADMIN, authenticatedAt: now };
  return testCtx({ db: database.db, cloud, pace, now, actor, newId: () => crypto.randomUUID() });
}

/** What a lookout does as soon as something has moved. */
async function see(): Promise<void> {
  const aliases = await cloud.functions.aliases(name);
  await observeAliases(ctxNow(), { name, aliases, readAt: clock() }, { readAt: null, redAlarms: [] });
}

/** A pipeline moves the alias. */
async function deployed(version: number, second: { version: number; weight: number } | null = null) {
  const [alias] = await cloud.functions.aliases(name);
  const move = { functionName: name, alias: 'live', toVersion: version, second, description: 'pipeline' };
  await cloud.mover.move({ ...move, revisionId: alias?.revisionId ?? '' });
}

async function begun(toVersion: string) {
  const ctx = ctxNow();
  const targets = [{ function: name, alias: 'live', toVersion }];
  const reason = 'Letters fail';
  const change = await planChange(ctx, { kind: 'rollback', environment: 'prod', targets, reason });
  const { planHash, confirmation } = change;
  await executeChange(ctx, change.id, { planHash, confirmation });
  return change.id;
}

async function rolledBack(toVersion = '1') {
  const id = await begun(toVersion);
  const movedAt = clock().getTime();
  await runChange(ctxNow(), id);
  const { verdict, status } = await getChange(ctxNow(), id);
  return { status, verdict, tookMs: clock().getTime() - movedAt };
}

describe('whether a rollback helped', () => {
  it('is told within minutes when the version that is left failed for three', async () => {
    await see();
    await step(20 * MINUTE_S);
    await deployed(2);
    await see();
    const wentLiveAt = clock();
    await step(3 * MINUTE_S + 20);
    const { verdict, tookMs } = await rolledBack();
    expect(verdict).toMatchObject({ verdict: 'improved', functions: [{ isAtTarget: true }] });
    expect(verdict?.counted?.before).toMatchObject([
      { function: name, versions: ['2'], begins: 'went_live', wentLiveAt: wentLiveAt.toISOString() },
    ]);
    // Nothing of the good minutes before it.
    expect(verdict?.before?.rate).toBeGreaterThan(0.4);
    expect(verdict?.why).toMatch(/^Fewer calls fail than before\. .*since version 2 went live 08:\d\d UTC/);
    expect(tookMs).toBeLessThanOrEqual(120_000);
  });

  it('is told when the version that is left failed for forty seconds, by what AWS counts of it', async () => {
    await see();
    await step(20 * MINUTE_S);
    await deployed(2);
    await see();
    await step(40);
    const { verdict } = await rolledBack();
    expect(verdict).toMatchObject({ verdict: 'improved' });
    expect(verdict?.before?.rate).toBeGreaterThan(0.35);
    expect(verdict?.before?.calls).toBeGreaterThan(100);
  });

  it('is of a share of the calls where the version that is left had no more', async () => {
    await see();
    await step(5 * MINUTE_S);
    await deployed(1, { version: 2, weight: 0.2 });
    await see();
    await step(5 * MINUTE_S);
    const { verdict } = await rolledBack();
    expect(verdict).toMatchObject({ verdict: 'improved' });
    expect(verdict?.counted?.before).toMatchObject([{ versions: ['1', '2'], begins: 'went_live' }]);
    expect(verdict?.before?.rate).toBeGreaterThan(0.05);
    expect(verdict?.before?.rate).toBeLessThan(0.15);
  });

  it('is told from a quarter of an hour where nobody knows since when it was live, and says so', async () => {
    await step(13 * MINUTE_S);
    await deployed(2);
    await step(10 * MINUTE_S);
    const { verdict } = await rolledBack();
    expect(verdict?.counted?.before).toMatchObject([{ begins: 'not_known', wentLiveAt: null }]);
    expect(verdict?.before?.calls).toBeGreaterThan(14 * PER_MINUTE * 0.9);
    expect(verdict?.why).toContain('since when version 2 was live is not known');
  });

  it('is no when what was put there fails as often', async () => {
    await see();
    await deployed(3);
    await see();
    await step(5 * MINUTE_S);
    await deployed(2);
    await see();
    await step(5 * MINUTE_S);
    await sandbox.control('POST /troubles', { functionName: name, kind: 'failing' });
    const { verdict } = await rolledBack('3');
    await sandbox.control('DELETE /troubles', { functionName: name });
    // Trouble from outside fails two of five calls, of whatever version.
    expect(verdict?.verdict).toBe('unchanged');
  });
});

describe('what cannot be found out', () => {
  beforeEach(async () => {
    await see();
    await deployed(2);
    await see();
    await step(3 * MINUTE_S);
  });

  it.each([
    [
      'the alias is deleted',
      () => lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: 'live' })),
      () => `${name} has no alias live any more.`,
    ],
    [
      'the function is deleted',
      async () => {
        await lambda.send(new DeleteAliasCommand({ FunctionName: name, Name: 'live' }));
        await lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
      },
      () => `AWS has nothing by that name to list the aliases of ${name}.`,
    ],
    [
      'the alias may not be read',
      () => sandbox.misbehave({ operation: 'ListAliases', ...DENIED }),
      () => `AWS does not let Flightdeck list the aliases of ${name}: extend its role.`,
    ],
    [
      'the metrics may not be read',
      () => sandbox.misbehave({ operation: 'GetMetricData', ...DENIED }),
      () => 'AWS does not let Flightdeck read metrics: extend its role.',
    ],
  ])('ends with the reason when %s', async (_, trouble, why) => {
    const id = await begun('1');
    const run = driven(id, trouble);
    expect(await run).toMatchObject({ verdict: 'unknown', why: expect.stringContaining(why()) });
    expect(await getChange(ctxNow(), id)).toMatchObject({ status: 'done' });
  });

  it('is waited for while AWS is asked too often', async () => {
    const id = await begun('1');
    const throttled = { fault: 'error', type: 'ThrottlingException', status: 400, times: 30 };
    const verdict = await driven(id, () => sandbox.misbehave({ operation: 'GetMetricData', ...throttled }));
    expect(verdict).toMatchObject({ verdict: 'improved' });
  });

  it('is given up after a quarter of an hour in which AWS does not answer', async () => {
    const id = await begun('1');
    const from = clock().getTime();
    const away = { fault: 'reset', times: 100_000 };
    const verdict = await driven(id, () => sandbox.misbehave({ operation: 'GetMetricData', ...away }));
    expect(verdict).toMatchObject({
      verdict: 'unknown',
      why: 'It could not be found out whether it helped. CloudWatch does not answer; try again in a moment.',
    });
    const took = clock().getTime() - from;
    expect(took).toBeGreaterThanOrEqual(QUARTER_MS);
    expect(took).toBeLessThan(2 * QUARTER_MS);
  });

  it('is an alias that somebody moved while calls were counted', async () => {
    const id = await begun('1');
    const verdict = await driven(id, async () => {
      meanwhile = async () => {
        meanwhile = async () => {};
        await deployed(3);
      };
    });
    expect(verdict?.functions).toMatchObject([{ isAtTarget: false }]);
  });
});

const DENIED = { fault: 'error', type: 'AccessDeniedException', status: 403, times: 100_000 };

/** Runs a change; the trouble comes as soon as its alias is moved. */
async function driven(id: string, trouble: () => Promise<unknown>) {
  const { mover } = cloud;
  const move: typeof mover.move = async (...asked) => {
    const act = await mover.move(...asked);
    await trouble();
    return act;
  };
  await runChange({ ...ctxNow(), cloud: { ...cloud, mover: { ...mover, move } } }, id);
  return (await getChange(ctxNow(), id)).verdict;
}
