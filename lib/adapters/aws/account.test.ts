import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { accountFor, type Purpose } from '#lib/adapters/aws/account';
import { openFunctions, openMover } from '#lib/adapters/aws/lambda';
import { type Env, readEnv } from '#lib/core/env';
import type { Functions } from '#lib/core/functions';
import { type CloudSandbox, startCloudSandbox } from '#lib/testing/cloud-sandbox';

const READER = 'arn:aws:iam::000000000000:role/flightdeck-reader';
const SESSION = { RoleArn: READER, RoleSessionName: 'flightdeck-read' };
// Later than any machine's clock, so that sessions end by the sandbox's.
const STANDING = '2100-01-01T00:00:00.000Z';
const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };

let sandbox: CloudSandbox;
let env: Env;
let opened: (Functions & { close(): void })[] = [];
let before = 0;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ at: STANDING });
  env = readEnv({ SANDBOX_URL: sandbox.url, AWS_ROLE_READ: READER });
});

afterAll(() => sandbox.stop());

afterEach(async () => {
  for (const one of opened) one.close();
  opened = [];
  vi.useRealTimers();
  await sandbox.control('DELETE /grants');
  await sandbox.control('DELETE /faults');
  before = (await sandbox.calls()).at(-1)?.sequence ?? 0;
});

async function functionsFor(purpose: Purpose): Promise<Functions> {
  const functions = await openFunctions(accountFor(env, purpose), waiting);
  opened.push(functions);
  return functions;
}

/** What was called since the last test, with who called. */
async function calls() {
  const all = await sandbox.calls();
  return all
    .filter(({ sequence }) => sequence > before)
    .map(({ operation, principal }) => `${principal} ${operation}`);
}

describe('an account for a purpose', () => {
  it('takes on the role of that purpose, under a name that AWS shows, once for many calls', async () => {
    const functions = await functionsFor('read');
    await functions.list();
    await functions.list();
    expect(await calls()).toEqual([
      'sandbox AssumeRole',
      `${READER} ListFunctions`,
      `${READER} ListFunctions`,
    ]);
    expect((await sandbox.calls()).find(({ operation }) => operation === 'AssumeRole')?.input).toMatchObject(
      SESSION,
    );
  });

  it("acts with the process's own credentials where the purpose has no role", async () => {
    await (await functionsFor('move')).list();
    expect(await calls()).toEqual(['sandbox ListFunctions']);
  });

  it('takes the role on again before the session ends', async () => {
    const functions = await functionsFor('read');
    const taken = async (afterMinutes: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(STANDING) + afterMinutes * 60_000 });
      await functions.list();
      return (await calls()).filter((call) => call.endsWith('AssumeRole')).length;
    };
    expect(await taken(0)).toBe(1);
    expect(await taken(54)).toBe(1);
    await sandbox.step(56 * 60);
    expect(await taken(56)).toBe(2);
    expect(await taken(110)).toBe(2);
  });

  it('goes on when taking on the role is throttled or its answer is lost', async () => {
    await sandbox.misbehave(
      { operation: 'AssumeRole', fault: 'throttle', times: 2 },
      { operation: 'AssumeRole', fault: 'reset', isApplied: true, times: 1 },
    );
    expect(await (await functionsFor('read')).list()).toEqual([]);
  });

  it('says that the role is what it may not take on', async () => {
    await sandbox.control('PUT /grants', { sandbox: [] });
    await expect((await functionsFor('read')).list()).rejects.toMatchObject({
      code: 'upstream',
      message: expect.stringContaining(`take on the role ${READER}: its trust policy`),
    });
  });

  it('tells a move that had no credentials as one that was not made', async () => {
    await sandbox.control('PUT /grants', { sandbox: [] });
    const mover = await openMover(accountFor({ ...env, AWS_ROLE_MOVE: READER }, 'move'), waiting);
    const act = await mover.invoke('orders', 'live');
    mover.close();
    expect(act.outcome).toBe('refused');
    expect(await calls()).not.toContain(`${READER} Invoke`);
  });

  it('is one of AWS itself where the configuration says so', () => {
    const aws = readEnv({ CLOUD: 'aws', AWS_REGION: 'eu-central-1', AWS_ROLE_PRUNE: READER });
    expect(accountFor(aws, 'prune')).toEqual({
      region: 'eu-central-1',
      agent: 'flightdeck-prune',
      role: { arn: READER, sessionName: 'flightdeck-prune' },
    });
    expect(accountFor(aws, 'restore')).toEqual({ region: 'eu-central-1', agent: 'flightdeck-restore' });
  });
});
