import type { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { describeLambda, liveAlias } from '#lib/testing/ports/lambda-port';
import { openFunctionPorts } from '#lib/testing/ports/open-ports';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let opened: Awaited<ReturnType<typeof openFunctionPorts>>;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  const { endpoint, region, credentials } = sandbox.client;
  opened = await openFunctionPorts({ endpoint, region, credentials });
});

afterAll(async () => {
  opened.close();
  await sandbox.stop();
});

const make = (name: string) =>
  createSandboxFunction(sandbox, lambda, name, { behaviours: [{}, {}, {}], live: '3' });

describe('on the sandbox', () => describeLambda(() => ({ ...opened, make }), it));

describe('when AWS is not well', () => {
  let name = '';
  let made = 0;

  beforeEach(async () => {
    made += 1;
    name = `basket-${made}`;
    await make(name);
  });

  const live = () => liveAlias(opened.functions, name);
  const to = (toVersion: number, revisionId: string) => {
    return {
      functionName: name,
      alias: 'live',
      toVersion,
      second: null,
      revisionId,
      description: 'a change',
    };
  };

  it('goes on reading when it is throttled', async () => {
    await sandbox.misbehave({ operation: 'ListVersionsByFunction', fault: 'throttle', times: 3 });
    expect(await opened.functions.versions(name)).toHaveLength(3);
  });

  it.each([
    ['lost before it arrived', { fault: 'reset' }, 3],
    ['lost after it was applied', { fault: 'reset', isApplied: true }, 2],
    ['garbled after it was applied', { fault: 'garbage', isApplied: true }, 2],
  ])('a move is unknown when the answer is %s, and is asked once', async (_, fault, version) => {
    const { revisionId } = await live();
    const before = (await sandbox.calls()).filter(({ operation }) => operation === 'UpdateAlias').length;
    await sandbox.misbehave({ operation: 'UpdateAlias', times: 1, ...fault });
    expect(await opened.mover.move(to(2, revisionId))).toMatchObject({ outcome: 'unknown' });
    expect(await live()).toMatchObject({ version });
    const calls = (await sandbox.calls()).filter(({ operation }) => operation === 'UpdateAlias');
    expect(calls.length - before).toBe(1);
  });

  it('a move is tried again while it is not let in', async () => {
    const { revisionId } = await live();
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'throttle', times: 4 });
    expect(await opened.mover.move(to(2, revisionId))).toMatchObject({ outcome: 'done' });
  });
});
