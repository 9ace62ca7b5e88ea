import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMonitoring } from '#lib/adapters/aws/cloudwatch';
import { lookAtAlarms } from '#lib/automation/commands/look-at-alarms';
import { seedRules } from '#lib/automation/commands/seed-rules';
import { cancelChange } from '#lib/changes/commands/cancel-change';
import { executeChange } from '#lib/changes/commands/execute-change';
import { planChange } from '#lib/changes/commands/plan-change';
import type { Ctx } from '#lib/core/ctx';
import type { Database } from '#lib/core/database';
import { emptySight, lookRound, type Sight } from '#lib/functions/commands/look-round';
import { incidentFollower } from '#lib/incidents/commands/incident-follower';
import { type CloudSandbox, cloudWatchClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { contentionDatabase, type TestDatabase } from '#lib/testing/database';
import { instantPace } from '#lib/testing/instant-pace';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';

/** Each test has a function of its own, with enough users. */
const NAMES = [
  'gap-analysis',
  'cv-parser',
  'cv-tailor',
  'vpr-generator',
  'notifications',
  'cover-letter',
  'job-matcher',
  'auth',
  'profile',
  'interview-prep',
  'billing',
  'export',
].map((name) => `careervp-prod-${name}`);
const START = '2026-03-02T08:00:00.000Z';
const MINUTE = 60;

const NOBODY: Ctx['notifier'] = {
  channel: '#eng-alerts',
  isConfigured: false,
  send: async () => ({ outcome: 'delivered' }),
};

let sandbox: CloudSandbox;
let database: TestDatabase;
let cloud: Ctx['cloud'] & { close(): void };
let sight: Sight;
let ctx: Ctx;
let functionName = '';

/** The demo's functions with their alarms and their users, and time that passes when somebody waits. */
beforeAll(async () => {
  database = await contentionDatabase();
  sandbox = await startCloudSandbox({ isDemo: true, at: START, settings: { propagationMs: 0 } });
  const { endpoint, region, credentials } = sandbox.client;
  const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };
  const monitoring = await openMonitoring({ endpoint, region, credentials }, waiting);
  const rest = await sandboxCloud(sandbox);
  const close = () => {
    rest.close();
    monitoring.close();
  };
  cloud = { ...rest, monitoring, close };
  ctx = testCtx({
    actor: { kind: 'system', id: 'automation' },
    db: database.db,
    cloud,
    newId: () => crypto.randomUUID(),
    lookout: { now: () => sight, hurry: () => undefined },
    notifier: NOBODY,
    followers: [incidentFollower({ live: () => sight, channel: NOBODY })],
    pace: instantPace(new Date(START), (milliseconds) => sandbox.step(milliseconds / 1000)),
  });
});

afterAll(async () => {
  cloud.close();
  await sandbox.stop();
  await database.close();
});

beforeEach(async () => {
  functionName = NAMES.shift() ?? '';
  sight = emptySight();
  await clear();
  await seedRules(ctx);
  await database.db.automationRule.updateMany({ data: { mode: 'on' } });
  // What an alarm is set to by hand lasts until the next whole minute.
  await ctx.pace.pause(MINUTE * 1000 - (ctx.pace.clock().getTime() % (MINUTE * 1000)) + 1000);
  await round();
});

async function clear(): Promise<void> {
  const { db } = database;
  await db.incidentNotice.deleteMany();
  await db.incidentEvent.deleteMany();
  await db.checklistItem.deleteMany();
  await db.incident.deleteMany();
  await db.activeTarget.deleteMany();
  await db.changeEvent.deleteMany();
  await db.changeStep.deleteMany();
  await db.change.deleteMany();
  for (const table of [db.aliasMove, db.badVersion, db.deployLock, db.alarmDecision]) {
    await (table.deleteMany as () => Promise<unknown>)();
  }
  await db.automaticRollback.deleteMany();
  await db.automationRule.deleteMany();
}

/** What the server does each quarter of a minute. */
async function round(): Promise<void> {
  await lookRound(ctx, sight);
  await lookAtAlarms(ctx);
}

async function pass(minutes: number, each: () => Promise<void> = round): Promise<void> {
  for (let left = minutes; left > 0; left -= 1) {
    await ctx.pace.pause(Math.min(left, 1) * MINUTE * 1000);
    await each();
  }
}

const ship = (kind: string) =>
  sandbox.control<{ version: string; from: string }>('POST /ship', { functionName, kind });

async function liveVersion(): Promise<number | string | undefined> {
  return (await cloud.functions.aliases(functionName)).find(({ name }) => name === 'live')?.version;
}

async function decisions(outcome?: string) {
  return database.db.alarmDecision.findMany({
    where: { functionName, state: 'ALARM', ...(outcome === undefined ? {} : { outcome }) },
    orderBy: { since: 'asc' },
  });
}

async function changesDone(count: number): Promise<void> {
  await expect
    .poll(() => database.db.change.count({ where: { status: 'done' } }), { timeout: 20_000 })
    .toBe(count);
}

/** Puts an alarm of the function into a state by hand, as an operator of AWS can. */
async function setAlarm(StateValue: 'OK' | 'ALARM', alarm = 'LambdaErrors'): Promise<void> {
  const AlarmName = `${functionName}-${alarm}`;
  await cloudWatchClient(sandbox).send(
    new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'by hand' }),
  );
}

// Minutes of a whole cloud pass in each of them.
describe('an automatic rollback', { timeout: 60_000 }, () => {
  it('takes back a version that fails, by itself, and it recovers', async () => {
    const before = await liveVersion();
    await pass(2);
    const shipped = await ship('failing');
    expect(`${await liveVersion()}`).toBe(shipped.version);
    await pass(4);
    expect(await liveVersion()).toBe(before);
    await changesDone(1);
    const [change] = await database.db.change.findMany();
    expect(change).toMatchObject({ kind: 'rollback', requesterKind: 'system', requesterId: 'automation' });
    expect(change?.reason).toContain(`${functionName}-LambdaErrors went red`);
    expect(change?.verdict).toMatchObject({ verdict: 'improved' });
    expect(await decisions('rolled_back')).toMatchObject([{ changeId: change?.id }]);
    await pass(4);
    const alarms = await cloud.monitoring.alarms();
    expect(alarms.filter(({ name, state }) => name.startsWith(functionName) && state === 'ALARM')).toEqual(
      [],
    );
    // The other alarms of the same deployment, which are slower, ask for nobody.
    expect(await decisions('review')).toEqual([]);
    expect(await database.db.change.count()).toBe(1);
    expect(await database.db.badVersion.findMany()).toMatchObject([{ version: Number(shipped.version) }]);
  });
  it('happens once, however often the alarm comes and goes', async () => {
    await pass(2);
    await ship('sound');
    await pass(2);
    for (let flap = 0; flap < 20; flap += 1) {
      for (const state of ['ALARM', 'OK'] as const) {
        await setAlarm(state);
        await pass(1 / MINUTE, () => lookAtAlarms(ctx));
      }
    }
    await changesDone(1);
    expect(await database.db.change.count()).toBe(1);
    const outcomes = (await decisions()).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'rolled_back')).toHaveLength(1);
    expect(new Set(outcomes.slice(1))).toEqual(new Set(['review']));
    expect(await database.db.automaticRollback.count()).toBe(1);
    // Everything else is told in the one incident that the rollback opened.
    const incidents = await database.db.incident.findMany({ include: { events: true } });
    expect(incidents).toHaveLength(1);
    const told = incidents[0]?.events.filter(({ kind }) => kind === 'automation') ?? [];
    expect(told).toHaveLength(outcomes.length - 1);
    expect((await decisions()).every(({ incidentId }) => incidentId === incidents[0]?.id)).toBe(true);
  });

  it('is not caused by an alarm that was red before, until it was clear and is red anew', async () => {
    await setAlarm('ALARM');
    await settle(5);
    const shipped = await ship('sound');
    await settle(20);
    await settle(20);
    expect(`${await liveVersion()}`).toBe(shipped.version);
    expect((await decisions()).map(({ outcome }) => outcome)).toEqual(['review']);
    await setAlarm('OK');
    await settle(5);
    await setAlarm('ALARM');
    await settle(5);
    await changesDone(1);
    expect(`${await liveVersion()}`).toBe(shipped.from);
  });

  it('is one, though many look at the same moment', async () => {
    await pass(2);
    await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    const others = Array.from({ length: 6 }, () => ({ ...ctx, newId: () => crypto.randomUUID() }));
    await Promise.all(others.map((one) => lookAtAlarms(one)));
    await changesDone(1);
    expect(await database.db.change.count()).toBe(1);
    expect((await decisions()).map(({ outcome }) => outcome)).toEqual(['rolled_back']);
  });

  it('is gone on with by another process when the one that decided ended', async () => {
    await pass(2);
    const shipped = await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    const refused = { operation: 'ListVersionsByFunction', fault: 'throttle', times: 100 };
    await sandbox.misbehave(refused);
    await lookAtAlarms(ctx);
    expect(await decisions('rolling_back')).toHaveLength(1);
    await sandbox.control('DELETE /faults');
    await lookAtAlarms(ctx);
    expect(`${await liveVersion()}`).toBe(shipped.version);
    await ctx.pace.pause(121_000);
    await lookAtAlarms(ctx);
    await changesDone(1);
    expect(`${await liveVersion()}`).toBe(shipped.from);
  });

  it('does not plan again what a person has discarded, and asks', async () => {
    await pass(2);
    const shipped = await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    await sandbox.misbehave({ operation: 'ListVersionsByFunction', fault: 'throttle', times: 100 });
    await lookAtAlarms(ctx);
    await sandbox.control('DELETE /faults');
    // Its process ended between plan and execution.
    const targets = [{ function: functionName, alias: 'live' }];
    const plan = await planChange(ctx, {
      kind: 'rollback',
      environment: 'prod',
      targets,
      reason: 'By itself',
    });
    await database.db.alarmDecision.updateMany({
      where: { functionName, outcome: 'rolling_back' },
      data: { changeId: plan.id },
    });
    await cancelChange({ ...ctx, actor: TEST_ADMIN }, plan.id, { reason: 'It is not the deploy' });
    await ctx.pace.pause(121_000);
    await lookAtAlarms(ctx);
    expect(await decisions('review')).toMatchObject([
      { why: expect.stringContaining(`${TEST_ADMIN.name} discarded its plan.`) },
    ]);
    expect(`${await liveVersion()}`).toBe(shipped.version);
    expect(await database.db.change.count()).toBe(1);
  });

  it('leaves alone what went live after it was decided, and no plan behind', async () => {
    await pass(2);
    await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    await sandbox.misbehave({ operation: 'ListVersionsByFunction', fault: 'throttle', times: 100 });
    await lookAtAlarms(ctx);
    expect(await decisions('rolling_back')).toHaveLength(1);
    await sandbox.control('DELETE /faults');
    const next = await ship('sound');
    await ctx.pace.pause(121_000);
    await lookAtAlarms(ctx);
    expect(`${await liveVersion()}`).toBe(next.version);
    const why = 'It could not be rolled back by itself. Something else went live since it was decided.';
    expect(await decisions()).toMatchObject([{ outcome: 'waiting', why, changeId: null }]);
    await lookAtAlarms(ctx);
    expect(await decisions('rolling_back')).toEqual([]);
    expect(await database.db.automaticRollback.count()).toBe(0);
    const changes = await database.db.change.findMany({ include: { events: true } });
    expect(changes).toMatchObject([
      {
        status: 'cancelled',
        cancelledBy: 'automation',
        cancelReason: why,
        finishedAt: ctx.pace.clock(),
        events: [{ kind: 'cancelled', sentence: 'automation discarded the plan.' }],
      },
    ]);
    const subjectId = changes[0]?.id ?? '';
    expect(
      await database.db.auditEntry.findMany({ where: { subjectId }, orderBy: { sequence: 'asc' } }),
    ).toMatchObject([
      { action: 'rollback.planned', actorId: 'automation' },
      { action: 'rollback.cancelled', actorId: 'automation', details: { reason: why } },
    ]);
  });

  it('goes on with the plan of a process that ended before it wrote down which it was', async () => {
    await pass(2);
    const shipped = await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    await lookAtAlarms({ ...ctx, db: dyingAtUpdates(database.db) });
    const [left] = await database.db.change.findMany();
    expect(left).toMatchObject({ status: 'planned' });
    expect(await decisions('rolling_back')).toMatchObject([{ changeId: null }]);
    await ctx.pace.pause(121_000);
    await lookAtAlarms(ctx);
    await changesDone(1);
    expect(await database.db.change.findMany()).toMatchObject([{ id: left?.id }]);
    expect(`${await liveVersion()}`).toBe(shipped.from);
  });

  it('waits for a person who is at it, and then asks instead', async () => {
    await pass(2);
    await ship('sound');
    await pass(2);
    const person = {
      ...ctx,
      actor: { ...TEST_ADMIN, authenticatedAt: ctx.pace.clock() },
      now: ctx.pace.clock(),
    };
    const targets = [{ function: functionName, alias: 'live' }];
    const plan = await planChange(person, {
      kind: 'rollback',
      environment: 'prod',
      targets,
      reason: 'By hand',
    });
    await executeChange(person, plan.id, plan);
    await setAlarm('ALARM');
    await settle(5);
    expect(await decisions()).toMatchObject([
      { outcome: 'waiting', why: `${TEST_ADMIN.name} is changing it just now.` },
    ]);
    await setAlarm('OK');
    await settle(5);
    expect(await decisions()).toMatchObject([{ outcome: 'nothing' }]);
    expect(await database.db.change.count()).toBe(1);
  });

  it('is only said in dry run', async () => {
    await database.db.automationRule.updateMany({ data: { mode: 'dry_run' } });
    await pass(2);
    const shipped = await ship('failing');
    await pass(4);
    expect(`${await liveVersion()}`).toBe(shipped.version);
    expect(await database.db.change.count()).toBe(0);
    const outcomes = (await decisions()).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'would_roll_back')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['would_roll_back', 'nothing']));
  });

  it('never follows from missing data', async () => {
    await pass(2);
    const shipped = await ship('failing');
    await sandbox.control('DELETE /traffic', { functionName });
    await pass(6);
    expect(`${await liveVersion()}`).toBe(shipped.version);
    expect(await decisions()).toEqual([]);
  });

  it('is audited as its own deed, with why', async () => {
    await pass(2);
    await ship('sound');
    await pass(2);
    await setAlarm('ALARM');
    await settle(5);
    await changesDone(1);
    const entries = await database.db.auditEntry.findMany({
      where: { actorId: 'automation', action: 'automation.decided', subjectId: functionName },
      orderBy: { sequence: 'desc' },
      take: 1,
    });
    expect(entries).toMatchObject([
      { details: { outcome: 'rolling_back', source: `alarm ${functionName}-LambdaErrors` } },
    ]);
  });
});

/** Lets a few seconds pass, and looks. */
async function settle(seconds: number): Promise<void> {
  await ctx.pace.pause(seconds * 1000);
  await round();
}

/** A process that ends whenever it would write down how far it came with a decision. */
function dyingAtUpdates(db: Database): Database {
  const replaced = <T extends object>(whole: T, name: string, value: unknown): T =>
    new Proxy(whole, { get: (there, key) => (key === name ? value : Reflect.get(there, key)) });
  const update = () => Promise.reject(new Error('killed'));
  return replaced(db, 'alarmDecision', replaced(db.alarmDecision, 'update', update));
}
