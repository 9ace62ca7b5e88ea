import { createHash } from 'node:crypto';
import { UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AliasMove } from '#lib/core/functions';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';
import { Dice } from '#lib/testing/simulator/dice';
import { MemoryLambda } from '#lib/testing/simulator/memory-lambda';
import { attempt } from '#lib/testing/simulator/wire';

const DEEDS = 150;
const SETTLED_SECONDS = 10;
const name = 'careervp-prod-f1';

let sandbox: CloudSandbox;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  cloud = await sandboxCloud(sandbox);
  await createSandboxFunction(sandbox, lambdaClient(sandbox), name, { behaviours: [{}, {}, {}], live: '3' });
});

afterAll(async () => {
  cloud.close();
  await sandbox.stop();
});

async function publishThere(commit: string): Promise<void> {
  const ZipFile = packageOf({ commit });
  const command = new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile, Publish: true });
  await lambdaClient(sandbox).send(command);
}

function codeOf(commit: number): string {
  return createHash('sha256')
    .update(packageOf({ commit: `${commit}` }))
    .digest('base64');
}

/** What can be seen of an alias and its versions, with revisions only as "the same" or "another". */
async function seen(lambda: MemoryLambda) {
  const [here] = lambda.aliases(name);
  const [there] = await cloud.functions.aliases(name);
  const versions = (await cloud.functions.versions(name)).map(({ version }) => version);
  const copies = { here: lambda.latest(name), there: await cloud.deployer.latest(name) };
  return {
    here: {
      version: here?.version,
      second: here?.second,
      versions: lambda.versions(name).map(({ version }) => version),
      latest: [copies.here.codeSha256, copies.here.updateStatus],
    },
    there: {
      version: there?.version,
      second: there?.second,
      versions,
      latest: [copies.there.codeSha256, copies.there.updateStatus],
    },
    revisions: [here?.revisionId ?? '', there?.revisionId ?? ''] as const,
    copies: [copies.here.revisionId, copies.there.revisionId] as const,
  };
}

it('Lambda in memory does and refuses what the sandbox does and refuses', async () => {
  const dice = new Dice(1);
  let clock = 0;
  const lambda = new MemoryLambda(() => clock);
  const settle = async () => {
    clock += SETTLED_SECONDS * 1000;
    await sandbox.step(SETTLED_SECONDS);
  };
  lambda.create(name);
  for (const made of [1, 2, 3]) {
    lambda.publish(name, codeOf(made));
    await settle();
  }
  lambda.createAlias(name, 'live', 3);
  let commit = 3;
  let [stale, present] = [(await seen(lambda)).revisions, (await seen(lambda)).revisions];
  let [staleCopy, copy] = [(await seen(lambda)).copies, (await seen(lambda)).copies];
  const outcomes = new Set<string>();

  async function move(): Promise<void> {
    const second = dice.chance(0.3) ? { version: dice.between(1, 7), weight: 0.25 } : null;
    const order = {
      functionName: name,
      alias: 'live',
      toVersion: dice.between(1, 7),
      second,
      description: '',
    };
    const revisions = dice.chance(0.2) ? stale : present;
    const orders = revisions.map((revisionId): AliasMove => ({ ...order, revisionId }));
    const [mine, theirs] = orders;
    if (!mine || !theirs) return;
    const here = attempt(() => lambda.updateAlias(mine));
    const there = await cloud.mover.move(theirs);
    outcomes.add(`move ${here.outcome}`);
    expect(there.outcome, JSON.stringify(order)).toBe(here.outcome);
  }

  async function remove(): Promise<void> {
    const version = dice.between(1, 7);
    const here = attempt(() => lambda.deleteVersion(name, version));
    const there = await cloud.pruner.deleteVersion(name, version);
    outcomes.add(`delete ${here.outcome}`);
    expect(there.outcome, `delete ${version}`).toBe(here.outcome);
  }

  async function update(): Promise<void> {
    if (dice.chance(0.6)) commit += 1;
    const [mine, theirs] = dice.chance(0.2) ? staleCopy : copy;
    const here = attempt(() =>
      lambda.updateCode({ functionName: name, codeSha256: codeOf(commit), revisionId: mine }),
    );
    const bytes = packageOf({ commit: `${commit}` });
    const code = { kind: 'zip' as const, bytes };
    const there = await cloud.deployer.updateCode({ functionName: name, code, revisionId: theirs });
    outcomes.add(`update ${here.outcome}`);
    expect(there.outcome, 'update').toBe(here.outcome);
  }

  async function publish(): Promise<void> {
    const [mine, theirs] = dice.chance(0.2) ? staleCopy : copy;
    const codeSha256 = dice.chance(0.2) ? codeOf(0) : lambda.latest(name).codeSha256;
    const order = { functionName: name, codeSha256, description: '' };
    const here = attempt(() => lambda.publishLatest({ ...order, revisionId: mine }));
    const there = await cloud.deployer.publish({ ...order, revisionId: theirs });
    outcomes.add(`publish ${here.outcome}`);
    expect(there.outcome, 'publish').toBe(here.outcome);
  }

  for (let deed = 0; deed < DEEDS; deed += 1) {
    if (dice.chance(0.5)) await settle();
    if (dice.chance(0.15) && lambda.latest(name).updateStatus !== 'InProgress') {
      if (dice.chance(0.6)) commit += 1;
      await publishThere(`${commit}`);
      lambda.publish(name, codeOf(commit));
    } else if (dice.chance(0.2)) await update();
    else if (dice.chance(0.25)) await publish();
    else if (dice.chance(0.15)) await remove();
    else await move();
    const now = await seen(lambda);
    expect(now.there).toEqual(now.here);
    const isNew = now.revisions.map((revision, side) => revision !== present[side]);
    expect(isNew[0]).toBe(isNew[1]);
    if (isNew[0]) [stale, present] = [present, now.revisions];
    const isNewCopy = now.copies.map((revision, side) => revision !== copy[side]);
    expect(isNewCopy[0]).toBe(isNewCopy[1]);
    if (isNewCopy[0]) [staleCopy, copy] = [copy, now.copies];
  }
  expect([...outcomes].sort()).toEqual([
    'delete done',
    'delete refused',
    'move done',
    'move raced',
    'move refused',
    'publish done',
    'publish raced',
    'publish refused',
    'update done',
    'update raced',
    'update refused',
  ]);
}, 60_000);
