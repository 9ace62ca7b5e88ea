import { GetAliasCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSandboxControls } from '#lib/adapters/sandbox/open-sandbox-controls';
import type { Ctx } from '#lib/core/ctx';
import type { Lookout } from '#lib/core/live';
import { emptySight } from '#lib/functions/commands/look-round';
import { beginTrouble } from '#lib/rehearsals/commands/begin-trouble';
import { endTrouble } from '#lib/rehearsals/commands/end-trouble';
import { failStack } from '#lib/rehearsals/commands/fail-stack';
import { shipVersion } from '#lib/rehearsals/commands/ship-version';
import { listTroubles } from '#lib/rehearsals/queries';
import { ShipmentOrder, TroubleRequest } from '#lib/rehearsals/schema';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const FUNCTION = 'careervp-prod-auth';
const STACK = 'careervp-prod-platform';

let cloud: CloudSandbox;
let database: TestDatabase;
/** The newest entry that an earlier test left. */
let before = 0n;
let hurried: string[] = [];
let ctx: Ctx;

beforeAll(async () => {
  [cloud, database] = await Promise.all([startCloudSandbox({ isDemo: true }), testDatabase()]);
});

afterAll(async () => {
  await database.close();
  await cloud.stop();
});

beforeEach(async () => {
  before = (await database.db.auditEntry.findFirst({ orderBy: { sequence: 'desc' } }))?.sequence ?? 0n;
  hurried = [];
  const lookout: Lookout = { now: emptySight, hurry: (name) => void hurried.push(name) };
  const sandbox = openSandboxControls({ CLOUD: 'sandbox', SANDBOX_URL: cloud.url });
  ctx = testCtx({ db: database.db, sandbox, lookout });
});

const entries = () =>
  database.db.auditEntry.findMany({ where: { sequence: { gt: before } }, orderBy: { sequence: 'asc' } });
const ship = (order: Partial<ShipmentOrder> = {}) =>
  shipVersion(ctx, ShipmentOrder.parse({ function: FUNCTION, kind: 'failing', ...order }));
const trouble = (kind: TroubleRequest['kind'], name = FUNCTION) =>
  beginTrouble(ctx, TroubleRequest.parse({ function: name, kind }));

describe('shipping a version on purpose', () => {
  it('makes it live, and is in the audit', async () => {
    const { version, from } = await ship();
    expect(Number(version)).toBeGreaterThan(Number(from));
    const alias = await lambdaClient(cloud).send(
      new GetAliasCommand({ FunctionName: FUNCTION, Name: 'live' }),
    );
    expect(alias.FunctionVersion).toBe(version);
    expect(hurried).toEqual([FUNCTION]);
    expect(await entries()).toMatchObject([
      {
        action: 'sandbox.version-shipped',
        subjectId: FUNCTION,
        details: { kind: 'failing', version, from, errorRate: 0.3 },
      },
    ]);
  });

  it('ships once for an idempotency key', async () => {
    ctx = { ...ctx, idempotency: { key: 'once', request: 'the same' } };
    expect(await ship()).toEqual(await ship());
    expect(await entries()).toHaveLength(1);
  });

  it('leaves no trace when the sandbox refuses', async () => {
    await expect(ship({ function: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await entries()).toEqual([]);
  });
});

describe('trouble from outside', () => {
  it('is listed until it ends, one for a function', async () => {
    await trouble('slow');
    await trouble('flapping');
    const { troubles } = await listTroubles(ctx);
    expect(troubles).toMatchObject([{ function: FUNCTION, kind: 'flapping' }]);
    expect(Date.parse(troubles[0]?.to ?? '') - Date.parse(troubles[0]?.from ?? '')).toBe(30 * 60_000);
    await endTrouble(ctx, FUNCTION);
    expect(await listTroubles(ctx)).toEqual({ troubles: [] });
    expect((await entries()).map(({ action }) => action)).toEqual([
      'sandbox.trouble-begun',
      'sandbox.trouble-begun',
      'sandbox.trouble-ended',
    ]);
  });

  it('that is not there cannot be ended', async () => {
    await expect(endTrouble(ctx, FUNCTION)).rejects.toMatchObject({ code: 'not_found' });
    expect(await entries()).toEqual([]);
  });
});

describe('a stack', () => {
  it('is updated in vain, and not twice at once', async () => {
    const order = { stack: STACK, kind: 'fails' } as const;
    expect(await failStack(ctx, order)).toEqual({ stack: STACK, status: 'UPDATE_IN_PROGRESS' });
    await expect(failStack(ctx, order)).rejects.toMatchObject({ code: 'unprocessable' });
    expect(await entries()).toMatchObject([{ action: 'sandbox.stack-update-broken', subjectId: STACK }]);
  });
});

describe('who may not', () => {
  it.each([
    ['shipping', () => ship()],
    ['troubling', () => trouble('failing')],
    ['mending', () => endTrouble(ctx, FUNCTION)],
    ['looking', () => listTroubles(ctx)],
    ['breaking a stack', () => failStack(ctx, { stack: STACK, kind: 'fails' })],
  ])('%s takes an admin, and a sandbox', async (_, act) => {
    const whole = ctx;
    ctx = { ...whole, actor: { ...TEST_ADMIN, role: 'engineer' } };
    await expect(act()).rejects.toMatchObject({ code: 'forbidden' });
    ctx = { ...whole, sandbox: openSandboxControls({ CLOUD: 'aws', SANDBOX_URL: cloud.url }) };
    await expect(act()).rejects.toMatchObject({ code: 'not_found' });
    ctx = { ...whole, sandbox: openSandboxControls({ CLOUD: 'sandbox', SANDBOX_URL: 'http://127.0.0.1:9' }) };
    await expect(act()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await entries()).toEqual([]);
  });
});
