import {
  DeleteFunctionConcurrencyCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetProvisionedConcurrencyConfigCommand,
  InvokeCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let functions = 0;
let FunctionName = '';

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 4000, provisionMs: 60_000 } });
  lambda = lambdaClient(sandbox);
});

afterAll(() => sandbox.stop());

beforeEach(async () => {
  functions += 1;
  FunctionName = `payments-${functions}`;
  const behaviours = [{}, {}, { errorRate: 1, errorType: 'TypeError' }, { medianMs: 60_000, p95Ms: 60_000 }];
  await createSandboxFunction(sandbox, lambda, FunctionName, { behaviours });
});

const call = (Qualifier?: string) =>
  lambda.send(new InvokeCommand({ FunctionName, ...(Qualifier ? { Qualifier } : {}), LogType: 'Tail' }));
async function executed(calls: number) {
  const answers = await Promise.all(Array.from({ length: calls }, () => call('live')));
  return answers.map(({ ExecutedVersion }) => ExecutedVersion);
}
const move = (FunctionVersion: string, AdditionalVersionWeights: Record<string, number> = {}) =>
  lambda.send(
    new UpdateAliasCommand({
      FunctionName,
      Name: 'live',
      FunctionVersion,
      RoutingConfig: { AdditionalVersionWeights },
    }),
  );

describe('a call', () => {
  it('says which version ran', async () => {
    const answer = await call('live');
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '1' });
    expect(answer.FunctionError).toBeUndefined();
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({ statusCode: 200 });
  });

  it('of code that fails is answered with 200 and the error', async () => {
    const answer = await call('3');
    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled', ExecutedVersion: '3' });
    expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toMatchObject({ errorType: 'TypeError' });
  });

  it('of code that takes longer than its timeout is ended by it', async () => {
    const answer = await call('4');
    expect(answer.Payload?.transformToString()).toContain('Task timed out after 30.00 seconds');
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toContain('30000.00 ms');
  });

  it('of nothing is 404', async () => {
    await expect(call('99')).rejects.toEqual(refusal('ResourceNotFoundException', 404));
    await expect(call('missing')).rejects.toEqual(refusal('ResourceNotFoundException', 404));
  });

  it('may only ask, or not wait', async () => {
    const of = (InvocationType: 'DryRun' | 'Event') =>
      lambda.send(new InvokeCommand({ FunctionName, InvocationType }));
    expect((await of('DryRun')).StatusCode).toBe(204);
    expect((await of('Event')).StatusCode).toBe(202);
  });
});

describe('an alias', () => {
  it('leads some callers to where it was for a while after it moved, and then none', async () => {
    await move('2');
    await sandbox.step(2);
    expect(new Set(await executed(40))).toEqual(new Set(['1', '2']));
    await sandbox.step(2);
    expect(new Set(await executed(40))).toEqual(new Set(['2']));
  });

  it('leads the part of calls to the extra version that its weight says', async () => {
    await move('1', { 2: 0.3 });
    await sandbox.step(4);
    const second = (await executed(200)).filter((version) => version === '2').length;
    // Five standard deviations of a binomial distribution around 60.
    expect(Math.abs(second - 60)).toBeLessThan(33);
  });
});

describe('the API in front', () => {
  const get = async (path: string) => {
    const answer = await fetch(`${sandbox.url}/_gateway/${FunctionName}${path}`);
    return { status: answer.status, body: await answer.json() };
  };

  it('needs no signature, leads to live, and has a health endpoint', async () => {
    expect(await get('/letters')).toEqual({ status: 200, body: { function: FunctionName, version: '1' } });
    expect(await get('/health')).toMatchObject({ status: 200 });
    await sandbox.control('POST /ship', { functionName: FunctionName, kind: 'failing', errorRate: 0 });
    await sandbox.step(5);
    expect(await get('/health')).toMatchObject({ status: 500, body: { version: '5' } });
    expect(await get('/letters')).toMatchObject({ status: 200 });
  });

  it('answers 502 for what fails, and 404 for what is not there', async () => {
    await move('3');
    await sandbox.step(5);
    expect(await get('/letters')).toMatchObject({ status: 502 });
    FunctionName = 'missing';
    expect(await get('/letters')).toMatchObject({ status: 404 });
  });
});

describe('a version', () => {
  it('that was not called for long is Inactive: the first call fails and brings it back', async () => {
    await sandbox.control('POST /lambda/states', {
      functionName: FunctionName,
      version: '2',
      state: 'Inactive',
    });
    await expect(call('2')).rejects.toEqual(refusal('ResourceNotReadyException', 502));
    const pending = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' }));
    expect(pending).toMatchObject({ State: 'Pending', StateReasonCode: 'Restoring' });
    await expect(call('2')).rejects.toEqual(refusal('ResourceConflictException', 409));
    await sandbox.step(10);
    expect((await call('2')).StatusCode).toBe(200);
  });

  it('becomes Inactive by itself', async () => {
    await sandbox.control('PATCH /settings', { idleMs: 86_400_000 });
    await sandbox.step(90_000);
    const idle = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' }));
    expect(idle).toMatchObject({ State: 'Inactive', StateReasonCode: 'Idle' });
  });

  it('that has failed exists and can not be run, and says why', async () => {
    const change = {
      functionName: FunctionName,
      version: '2',
      state: 'Failed',
      reasonCode: 'DisabledKMSKey',
    };
    await sandbox.control('POST /lambda/states', change);
    await expect(call('2')).rejects.toEqual(refusal('KMSDisabledException', 502));
    const failed = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' }));
    expect(failed).toMatchObject({ State: 'Failed', StateReasonCode: 'DisabledKMSKey' });
  });
});

describe('concurrency', () => {
  it('that is reserved as none lets no call through until it is taken back', async () => {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await expect(call('live')).rejects.toEqual(
      refusal('TooManyRequestsException', 429, {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      }),
    );
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect((await call('live')).StatusCode).toBe(200);
  });

  it('that is reserved counts the calls that have not ended', async () => {
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
    await call('4');
    await expect(call('live')).rejects.toEqual(refusal('TooManyRequestsException', 429));
    await sandbox.step(31);
    expect((await call('live')).StatusCode).toBe(200);
  });
});

describe('provisioned concurrency', () => {
  const provision = (Qualifier: string) =>
    lambda.send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier,
        ProvisionedConcurrentExecutions: 2,
      }),
    );
  const status = async () => {
    const asked = new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' });
    return (await lambda.send(asked)).Status;
  };
  const alias = () => lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));

  it('takes minutes, and is 404 where there is none', async () => {
    await expect(status()).rejects.toEqual(refusal('ProvisionedConcurrencyConfigNotFoundException', 404));
    await provision('live');
    expect(await status()).toBe('IN_PROGRESS');
    await sandbox.step(60);
    expect(await status()).toBe('READY');
  });

  it('is refused on an alias with weights, on $LATEST, and twice for one version', async () => {
    await move('1', { 2: 0.1 });
    await expect(provision('live')).rejects.toEqual(refusal('InvalidParameterValueException', 400));
    await expect(provision('$LATEST')).rejects.toEqual(refusal('InvalidParameterValueException', 400));
    await move('1');
    await provision('1');
    await expect(provision('live')).rejects.toEqual(refusal('ResourceConflictException', 409));
  });

  it('follows a moved alias slowly: AWS keeps the old version by a weight of its own', async () => {
    await provision('live');
    await sandbox.step(60);
    const moved = await move('2');
    expect(await alias()).toMatchObject({ RoutingConfig: { AdditionalVersionWeights: { 1: 1 } } });
    await expect(provision('live')).rejects.toEqual(refusal('InvalidParameterValueException', 400));
    expect(await status()).toBe('IN_PROGRESS');
    await sandbox.step(30);
    expect(new Set(await executed(10))).toEqual(new Set(['1']));
    await sandbox.step(30);
    const after = await alias();
    expect(after.RoutingConfig).toBeUndefined();
    expect(after.RevisionId).not.toBe(moved.RevisionId);
    expect(new Set(await executed(10))).toEqual(new Set(['2']));
  });
});
