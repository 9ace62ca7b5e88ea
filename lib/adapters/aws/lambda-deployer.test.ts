import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Package } from '#lib/core/deployer';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { sandboxCloud } from '#lib/testing/sandbox-cloud';
import { createSandboxFunction } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let cloud: Awaited<ReturnType<typeof sandboxCloud>>;
let name = '';
let made = 0;

const code = packageOf({ commit: 'new' });
const zip: Package = { kind: 'zip', bytes: code };
const codeSha256 = createHash('sha256').update(code).digest('base64');

beforeAll(async () => {
  sandbox = await startCloudSandbox({ isDemo: true, settings: { propagationMs: 0 } });
  cloud = await sandboxCloud(sandbox);
});
afterAll(async () => {
  cloud.close();
  await sandbox.stop();
});
beforeEach(async () => {
  made += 1;
  name = `orders-${made}`;
  await createSandboxFunction(sandbox, lambdaClient(sandbox), name, { behaviours: [{}] });
});

async function update(source: Package = zip) {
  const { revisionId } = await cloud.deployer.latest(name);
  return cloud.deployer.updateCode({ functionName: name, code: source, revisionId });
}

async function publish(more: { codeSha256?: string } = {}) {
  const { revisionId } = await cloud.deployer.latest(name);
  return cloud.deployer.publish({
    functionName: name,
    revisionId,
    codeSha256,
    description: 'abc1234 Say more',
    ...more,
  });
}

describe('new code', () => {
  it('goes to $LATEST, and settles under another revision', async () => {
    const act = await update();
    expect(act).toMatchObject({ outcome: 'done', value: { codeSha256, updateStatus: 'InProgress' } });
    await sandbox.step(10);
    const settled = await cloud.deployer.latest(name);
    expect(settled).toMatchObject({ codeSha256, updateStatus: 'Successful', codeBytes: code.length });
    expect(settled.revisionId).not.toBe(act.outcome === 'done' ? act.value.revisionId : '');
    expect((await cloud.functions.versions(name)).map(({ version }) => version)).toEqual([1]);
  });

  it('may lie in S3', async () => {
    const s3 = new S3Client({ ...sandbox.client, forcePathStyle: true });
    const place = { Bucket: 'careervp-exports', Key: 'orders.zip' };
    await s3.send(new PutObjectCommand({ ...place, Body: code }));
    s3.destroy();
    const act = await update({ kind: 's3', bucket: place.Bucket, key: place.Key, objectVersion: null });
    expect(act).toMatchObject({ outcome: 'done', value: { codeSha256 } });
    const missing = await update({ kind: 's3', bucket: place.Bucket, key: 'nothing', objectVersion: null });
    expect(missing.outcome).toBe('refused');
  });

  it('is refused under an old revision, and is unknown when the answer is lost', async () => {
    const { revisionId } = await cloud.deployer.latest(name);
    await sandbox.misbehave({ operation: 'UpdateFunctionCode', fault: 'lose-answer' });
    expect(await update()).toMatchObject({ outcome: 'unknown' });
    await sandbox.step(10);
    const late = await cloud.deployer.updateCode({ functionName: name, code: zip, revisionId });
    expect(late).toMatchObject({ outcome: 'raced' });
  });
});

describe('a version', () => {
  it('is made of the code that was named, and of no other', async () => {
    expect(await publish()).toMatchObject({ outcome: 'refused' });
    await update();
    await sandbox.step(10);
    const act = await publish();
    expect(act).toMatchObject({
      outcome: 'done',
      value: { version: 2, codeSha256, description: 'abc1234 Say more' },
    });
    await sandbox.step(10);
    expect(await cloud.deployer.invoke(name, 2)).toMatchObject({
      outcome: 'done',
      value: { executedVersion: '2', isError: false },
    });
  });

  it('is the newest one where nothing has changed', async () => {
    const { codeSha256: old } = await cloud.deployer.latest(name);
    expect(await publish({ codeSha256: old })).toMatchObject({ outcome: 'done', value: { version: 1 } });
  });
});
