import type { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFunctions, openMover, openPruner } from '#lib/adapters/aws/lambda';
import type { FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let functions: Functions & { close(): void };
let mover: FunctionMover & { close(): void };
let pruner: FunctionPruner & { close(): void };
let name = '';
let made = 0;

// The budget's pauses would only slow the tests down.
const waiting = { now: Date.now, random: () => 0, sleep: async () => undefined };

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  const account = { endpoint, region, credentials };
  functions = await openFunctions(account, waiting);
  mover = await openMover(account, waiting);
  pruner = await openPruner(account, waiting);
});

afterAll(async () => {
  for (const opened of [functions, mover, pruner]) opened.close();
  await sandbox.stop();
});

/** A function with versions 1, 2 and 3, and `live` on 3. */
beforeEach(async () => {
  made += 1;
  name = `orders-${String(made).padStart(3, '0')}`;
  await createSandboxFunction(sandbox, lambda, name, { behaviours: [{}, {}, {}], live: '3' });
});

async function live() {
  const alias = (await functions.aliases(name)).find((found) => found.name === 'live');
  if (!alias) throw new Error('no alias live');
  return alias;
}

function to(
  toVersion: number,
  revisionId: string,
  second: { version: number; weight: number } | null = null,
) {
  return { functionName: name, alias: 'live', toVersion, second, revisionId, description: 'a change' };
}

describe('reading functions', () => {
  it('lists them by name, and their versions by number, without $LATEST', async () => {
    expect(await functions.list()).toContain(name);
    const versions = await functions.versions(name);
    expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(versions[0]).toMatchObject({ state: 'Active', stateReason: null });
    expect(versions[0]?.codeSha256).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  it('tells where an alias stands, its shares and its own revision', async () => {
    const before = await live();
    expect(before).toMatchObject({ name: 'live', version: 3, second: null });
    await mover.move(to(2, before.revisionId, { version: 3, weight: 0.1 }));
    const after = await live();
    expect(after).toMatchObject({ version: 2, second: { version: 3, weight: 0.1 }, description: 'a change' });
    expect(after.revisionId).not.toBe(before.revisionId);
  });

  it('goes on when it is throttled, and says so when something is not there', async () => {
    await sandbox.misbehave({ operation: 'ListVersionsByFunction', fault: 'throttle', times: 3 });
    expect(await functions.versions(name)).toHaveLength(3);
    await expect(functions.versions('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('moving an alias', () => {
  it('empties the weights', async () => {
    const first = await live();
    await mover.move(to(2, first.revisionId, { version: 3, weight: 0.1 }));
    const second = await live();
    const act = await mover.move(to(2, second.revisionId));
    expect(act).toMatchObject({ outcome: 'done', value: { version: 2, second: null } });
    expect(await live()).toMatchObject({ version: 2, second: null });
  });

  it('does nothing under an old revision', async () => {
    const { revisionId } = await live();
    await mover.move(to(2, revisionId));
    expect(await mover.move(to(1, revisionId))).toMatchObject({ outcome: 'raced' });
    expect(await live()).toMatchObject({ version: 2 });
  });

  it.each([
    ['lost before it arrived', { fault: 'reset' }, 3],
    ['lost after it was applied', { fault: 'reset', isApplied: true }, 2],
    ['garbled after it was applied', { fault: 'garbage', isApplied: true }, 2],
  ])('is unknown when the answer is %s, and is asked once', async (_, fault, version) => {
    const { revisionId } = await live();
    const before = (await sandbox.calls()).filter(({ operation }) => operation === 'UpdateAlias').length;
    await sandbox.misbehave({ operation: 'UpdateAlias', times: 1, ...fault });
    expect(await mover.move(to(2, revisionId))).toMatchObject({ outcome: 'unknown' });
    expect(await live()).toMatchObject({ version });
    const calls = (await sandbox.calls()).filter(({ operation }) => operation === 'UpdateAlias');
    expect(calls.length - before).toBe(1);
  });

  it('is tried again while it is not let in', async () => {
    const { revisionId } = await live();
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'throttle', times: 4 });
    expect(await mover.move(to(2, revisionId))).toMatchObject({ outcome: 'done' });
  });

  it('is refused for a version that is not there', async () => {
    const { revisionId } = await live();
    expect(await mover.move(to(77, revisionId))).toMatchObject({ outcome: 'refused' });
  });
});

describe('calling a function', () => {
  it('tells which version answered', async () => {
    const act = await mover.invoke(name, 'live');
    expect(act).toMatchObject({ outcome: 'done', value: { executedVersion: '3', isError: false } });
  });
});

describe('deleting a version', () => {
  it('takes that one, and no other', async () => {
    expect(await pruner.deleteVersion(name, 1)).toMatchObject({ outcome: 'done' });
    expect((await functions.versions(name)).map(({ version }) => version)).toEqual([2, 3]);
  });

  it('is refused for one that an alias names', async () => {
    expect(await pruner.deleteVersion(name, 3)).toMatchObject({ outcome: 'refused' });
    expect(await functions.versions(name)).toHaveLength(3);
  });
});
