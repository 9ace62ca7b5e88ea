import { once } from 'node:events';
import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListFunctionsCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';
import { temporaryFolder } from '#lib/testing/store';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
const FunctionName = 'orders';

beforeAll(async () => {
  sandbox = await startCloudSandbox();
  lambda = lambdaClient(sandbox);
  await createSandboxFunction(sandbox, lambda, FunctionName, { behaviours: [{}, {}] });
});

afterAll(() => sandbox.stop());

const live = async () =>
  (await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).FunctionVersion;
const move = (FunctionVersion: string, abortSignal?: AbortSignal) =>
  lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion }), {
    ...(abortSignal ? { abortSignal } : {}),
  });

beforeEach(async () => {
  await sandbox.control('DELETE /faults');
  await move('1');
});

describe('a fault', () => {
  it.each([
    [
      'throttle',
      refusal('TooManyRequestsException', 429, { Reason: 'CallerRateLimitExceeded', retryAfterSeconds: '1' }),
      '1',
    ],
    ['error', refusal('ServiceException', 500), '1'],
    ['reset', expect.objectContaining({ code: 'ECONNRESET' }), '1'],
    ['lose-answer', expect.objectContaining({ code: 'ECONNRESET' }), '2'],
    ['garbage', expect.any(SyntaxError), '1'],
  ])('%s happens once, and leaves version', async (fault, error, after) => {
    await sandbox.misbehave({ operation: 'UpdateAlias', fault });
    await expect(move('2')).rejects.toEqual(error);
    expect(await live()).toBe(after);
    await move('2');
    expect(await live()).toBe('2');
  });

  it.each([false, true])('hang never answers, with the work done: %s', async (isApplied) => {
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'hang', isApplied });
    const patience = new AbortController();
    const moving = move('2', patience.signal);
    await expect.poll(async () => (await sandbox.calls()).at(-1)?.fault).toBe('hang');
    patience.abort();
    await expect(moving).rejects.toThrow();
    expect(await live()).toBe(isApplied ? '2' : '1');
  });

  it('hold keeps a call waiting until it is released, and others pass it', async () => {
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'hold', input: { FunctionVersion: '2' } });
    const moving = move('2');
    await expect.poll(async () => (await sandbox.calls()).at(-1)?.fault).toBe('hold');
    expect(await live()).toBe('1');
    expect(await sandbox.control('POST /release')).toEqual({ released: 1 });
    await moving;
    expect(await live()).toBe('2');
  });

  it('can happen to every third call after the first', async () => {
    await sandbox.misbehave({ operation: 'GetAlias', fault: 'throttle', skip: 1, every: 3, times: 2 });
    const outcomes: boolean[] = [];
    for (let at = 0; at < 9; at += 1) {
      outcomes.push(
        await live().then(
          () => true,
          () => false,
        ),
      );
    }
    expect(outcomes).toEqual([true, false, true, true, false, true, true, true, true]);
  });
});

describe('the call log', () => {
  it('tells what was called, by whom, and how it ended', async () => {
    await sandbox.misbehave({ operation: 'UpdateAlias', fault: 'throttle' });
    await expect(move('2')).rejects.toThrow();
    await live();
    expect((await sandbox.calls()).slice(-2)).toMatchObject([
      {
        service: 'lambda',
        operation: 'UpdateAlias',
        principal: 'sandbox',
        input: { FunctionName, Name: 'live', FunctionVersion: '2' },
        status: 429,
        error: 'TooManyRequestsException',
        fault: 'throttle',
      },
      { operation: 'GetAlias', status: 200 },
    ]);
  });

  it('holds no code', async () => {
    const [call] = (await sandbox.calls()).filter(({ operation }) => operation === 'UpdateFunctionCode');
    expect(call?.input).toMatchObject({ ZipFile: expect.stringMatching(/^\d+ characters of base64$/) });
  });
});

describe('the edge', () => {
  it('refuses a call that is not signed', async () => {
    const answer = await fetch(`${sandbox.url}/2015-03-31/functions`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
  });

  it('refuses pages of browsers', async () => {
    const answer = await fetch(`${sandbox.url}/_sandbox/faults`, {
      method: 'DELETE',
      headers: { origin: 'http://example.com' },
    });
    expect(answer.status).toBe(403);
  });

  it('says what a control can not do', async () => {
    await expect(sandbox.control('POST /nothing', {})).rejects.toThrow(/no such control/);
    await expect(sandbox.control('POST /clock', { stepMs: -1 })).rejects.toThrow();
  });
});

describe('the limits', () => {
  it('let 15 calls a second through, GetFunction 100 beside them, and more when time has passed', async () => {
    await sandbox.control('PATCH /settings', { controlPerSecond: 15, getFunctionPerSecond: 100 });
    await sandbox.step(1);
    const passed = async (calls: number, call: () => Promise<unknown>) => {
      const outcomes = await Promise.allSettled(Array.from({ length: calls }, call));
      return outcomes.filter(({ status }) => status === 'fulfilled').length;
    };
    const mixed = [
      () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
      () => lambda.send(new ListFunctionsCommand({})),
    ];
    expect(await passed(9, mixed[0] ?? live)).toBe(9);
    expect(await passed(9, mixed[1] ?? live)).toBe(6);
    expect(await passed(110, () => lambda.send(new GetFunctionCommand({ FunctionName })))).toBe(100);
    await sandbox.step(0.2);
    expect(await passed(9, live)).toBe(3);
    await sandbox.control('PATCH /settings', { controlPerSecond: null, getFunctionPerSecond: null });
  });
});

it('has after a kill what it answered before, and gives no RevisionId twice', async () => {
  const place = await temporaryFolder();
  const first = await startCloudSandbox({ folder: place.folder });
  const client = lambdaClient(first);
  await createSandboxFunction(first, client, FunctionName, { behaviours: [{}, {}] });
  const seen: (string | undefined)[] = [];
  const gone = once(first.process, 'close');
  let moves = 0;
  // A kill in the middle of the moves: each that was answered must be there.
  for (; moves < 20; moves += 1) {
    const input = { FunctionName, Name: 'live', FunctionVersion: String((moves % 2) + 1) };
    seen.push((await client.send(new UpdateAliasCommand(input))).RevisionId);
  }
  first.process.kill('SIGKILL');
  await gone;
  const second = await startCloudSandbox({ folder: place.folder });
  const again = lambdaClient(second);
  expect(await again.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).toMatchObject({
    FunctionVersion: '2',
    RevisionId: seen.at(-1),
  });
  const next = await again.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  expect(seen).not.toContain(next.RevisionId);
  await second.stop();
  await place.remove();
  // Two processes are started one after the other.
}, 60_000);
