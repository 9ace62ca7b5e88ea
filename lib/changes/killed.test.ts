import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import type { RunnerAnswer, RunnerRequest } from '#lib/testing/rollback-runner';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';
import { temporaryFolder } from '#lib/testing/store';

const RUNNER = path.resolve(import.meta.dirname, '../testing/rollback-runner.ts');
const MOVE = 'UpdateAlias';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let runner: ChildProcess;
let made = 0;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  lambda = lambdaClient(sandbox);
  cloud = await sandboxCloud(sandbox);
  data = await temporaryFolder();
  runner = await startRunner();
}, 120_000);

afterAll(async () => {
  await kill();
  cloud.close();
  await sandbox.stop();
  await data.remove();
});

async function startRunner(): Promise<ChildProcess> {
  const child = fork(RUNNER, [data.folder, sandbox.url], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
}

async function kill(): Promise<void> {
  const gone = once(runner, 'close');
  runner.kill('SIGKILL');
  await gone;
}

async function ask(request: RunnerRequest): Promise<RunnerAnswer> {
  const answer = once(runner, 'message');
  runner.send(request);
  const [told] = await answer;
  return told as RunnerAnswer;
}

/** Three functions with versions 1 to 3, `live` on 3. */
async function makeFunctions(): Promise<string[]> {
  made += 1;
  const names = ['cover-letter', 'cv-parser', 'vpr'].map((name) => `careervp-prod-${name}-${made}`);
  for (const name of names) {
    await createSandboxFunction(sandbox, lambda, name, { behaviours: [{}, {}, {}], live: '3' });
  }
  return names;
}

async function versions(names: string[]): Promise<(number | string | undefined)[]> {
  const aliases = await Promise.all(names.map((name) => cloud.functions.aliases(name)));
  return aliases.map(([alias]) => alias?.version);
}

/** Where the process is killed: a call that waits before it is carried out, or one that was and is not answered. */
const POINTS = [
  ['before it reads whether the plan still holds', { operation: 'ListAliases', fault: 'hold', skip: 3 }],
  ...[0, 1, 2].flatMap((skip) => [
    [`while move ${skip + 1} is on its way`, { operation: MOVE, fault: 'hold', skip }] as const,
    [
      `when move ${skip + 1} is made and unanswered`,
      { operation: MOVE, fault: 'hang', isApplied: true, skip },
    ] as const,
  ]),
  ['while it verifies', { operation: 'Invoke', fault: 'hold', skip: 0 }],
] as const;

it.each(POINTS)(
  'a rollback of three whose process is killed %s is gone on with to its end',
  async (_, fault) => {
    const names = await makeFunctions();
    const after = (await sandbox.calls()).at(-1)?.sequence ?? 0;
    await sandbox.misbehave({ ...fault });
    const begun = ask({ begin: names });
    await expect.poll(() => isReached(after), { timeout: 20_000 }).toBe(true);
    const isBegun = fault.operation !== 'ListAliases';
    const { id } = isBegun ? await begun : { id: '' };
    await kill();
    runner = await startRunner();
    // What was on its way arrives now, when the next process may have done it already.
    await sandbox.control('DELETE /faults');
    if (isBegun) await endsWell(id, names);
    else expect(await versions(names)).toEqual([3, 3, 3]);
  },
  60_000,
);

/** Whether the call that goes wrong has come. */
async function isReached(after: number): Promise<boolean> {
  return (await sandbox.calls()).some(({ sequence, fault }) => sequence > after && fault !== undefined);
}

async function endsWell(id: string, names: string[]): Promise<void> {
  await expect.poll(async () => (await ask({ look: id })).status, { timeout: 30_000 }).toBe('done');
  const change = await ask({ look: id });
  expect(await versions(names)).toEqual([2, 2, 2]);
  expect(change.outcomes.filter((outcome) => outcome === 'done')).toHaveLength(3);
  expect(change.outcomes).not.toContain(null);
}

it('names what is moved and cannot be put back, when AWS refuses the next process', async () => {
  const names = await makeFunctions();
  const after = (await sandbox.calls()).at(-1)?.sequence ?? 0;
  await sandbox.misbehave({ operation: MOVE, fault: 'hang', isApplied: true, skip: 1 });
  const { id } = await ask({ begin: names });
  await expect.poll(() => isReached(after), { timeout: 20_000 }).toBe(true);
  await kill();
  const refused = { operation: MOVE, fault: 'error', type: 'AccessDeniedException', status: 403 };
  await sandbox.misbehave({ ...refused, times: 100 });
  runner = await startRunner();
  await expect.poll(async () => (await ask({ look: id })).status, { timeout: 30_000 }).toBe('split');
  await sandbox.control('DELETE /faults');
  expect((await versions(names))[0]).toBe(2);
  expect((await ask({ look: id })).told).toContain(names[0]);
}, 60_000);
