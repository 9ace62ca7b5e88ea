import { createHash } from 'node:crypto';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArtefacts } from '#lib/adapters/artefacts/open-artefacts';
import { openConfiguredArtefacts } from '#lib/adapters/artefacts/open-configured-artefacts';
import { openS3Artefacts } from '#lib/adapters/artefacts/s3-artefacts';
import { readEnv } from '#lib/core/env';
import { type CloudSandbox, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { temporaryFolder } from '#lib/testing/store';

const BUCKET = 'careervp-artefacts';
const WAITING = { now: Date.now, random: () => 0, sleep: async () => undefined };

let sandbox: CloudSandbox;
let s3: S3Client;
let artefacts: Awaited<ReturnType<typeof openS3Artefacts>>;

beforeAll(async () => {
  sandbox = await startCloudSandbox({ isDemo: true });
  s3 = new S3Client({ ...sandbox.client, forcePathStyle: true });
  artefacts = await openS3Artefacts(sandbox.client, `s3://${BUCKET}/zips/`, WAITING);
});
afterAll(async () => {
  artefacts.close();
  s3.destroy();
  await sandbox.stop();
});

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const textOf = async (sha256: string) => Buffer.from((await artefacts.read(sha256)) ?? []).toString();

async function keys(): Promise<(string | undefined)[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  return Contents.map(({ Key }) => Key);
}

async function callsOf(operation: string): Promise<number> {
  return (await sandbox.calls()).filter((call) => call.operation === operation).length;
}

describe('a package in S3', () => {
  it('is kept under the hash of its bytes, once, however often it comes', async () => {
    const sha256 = sha256Of('one two');
    expect(await artefacts.keep(chunks('one ', 'two'), 100)).toEqual({ sha256, bytes: 7 });
    expect(await artefacts.keep(chunks('one two'), 7)).toEqual({ sha256, bytes: 7 });
    expect(await keys()).toEqual([`zips/${sha256}.zip`]);
    expect(await textOf(sha256)).toBe('one two');
    const { ContentType } = await s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: `zips/${sha256}.zip` }),
    );
    expect(ContentType).toBe('application/zip');
  });

  it('is not sent when it is too large or cut short', async () => {
    async function* cut() {
      yield Buffer.from('three ');
      throw new Error('The browser went away.');
    }
    const before = await callsOf('PutObject');
    await expect(artefacts.keep(chunks('three ', 'four'), 9)).rejects.toMatchObject({ code: 'too_large' });
    await expect(artefacts.keep(cut(), 100)).rejects.toThrow('went away');
    expect(await callsOf('PutObject')).toBe(before);
  });

  it('is told from none', async () => {
    expect(await artefacts.read(sha256Of('never kept'))).toBeNull();
  });

  it('is refused when it was damaged, and whole again when it is kept again', async () => {
    const { sha256 } = await artefacts.keep(chunks('five'), 100);
    const place = { Bucket: BUCKET, Key: `zips/${sha256}.zip` };
    await s3.send(new PutObjectCommand({ ...place, Body: 'fife' }));
    await expect(artefacts.read(sha256)).rejects.toMatchObject({
      code: 'unavailable',
      message: `The kept package ${sha256.slice(0, 12)} was damaged in ${BUCKET}: upload it again.`,
    });
    await artefacts.keep(chunks('five'), 100);
    expect(await textOf(sha256)).toBe('five');
  });

  it('is kept and read although S3 throttles or an answer is lost', async () => {
    await sandbox.misbehave(
      { operation: 'PutObject', fault: 'throttle', times: 2 },
      { operation: 'PutObject', fault: 'lose-answer' },
      { operation: 'GetObject', fault: 'throttle', times: 2 },
    );
    const { sha256 } = await artefacts.keep(chunks('six'), 100);
    expect(await textOf(sha256)).toBe('six');
  });

  it('is refused in plain words when S3 throttles on and on', async () => {
    await sandbox.misbehave({ operation: 'PutObject', fault: 'throttle', times: 8 });
    await expect(artefacts.keep(chunks('seven'), 100)).rejects.toMatchObject({
      code: 'unavailable',
      message: 'S3 is asked too often just now; try again in a moment.',
    });
    expect(await artefacts.read(sha256Of('seven'))).toBeNull();
  });

  it('is refused where there is no such bucket', async () => {
    const lost = await openS3Artefacts(sandbox.client, 's3://careervp-nowhere', WAITING);
    await expect(lost.keep(chunks('eight'), 100)).rejects.toMatchObject({ code: 'upstream' });
    await expect(lost.read(sha256Of('eight'))).rejects.toMatchObject({ code: 'upstream' });
    lost.close();
  });
});

describe('the configured place of packages', () => {
  it.each([
    ['the bucket of the sandbox', {}, 'packages/'],
    ['the one that is named', { ARTEFACTS_S3: `s3://${BUCKET}/mine` }, 'mine/'],
  ])('is %s, and what the folder held before is still found', async (_, named, prefix) => {
    const place = await temporaryFolder();
    const old = await (await openArtefacts(`${place.folder}/artefacts`)).keep(chunks('old'), 100);
    const env = readEnv({ SANDBOX_URL: sandbox.url, FLIGHTDECK_DATA: place.folder, ...named });
    const opened = await openConfiguredArtefacts(env);
    const { sha256 } = await opened.keep(chunks('new'), 100);
    expect(await keys()).toContain(`${prefix}${sha256}.zip`);
    expect(Buffer.from((await opened.read(old.sha256)) ?? []).toString()).toBe('old');
    expect(await opened.read(sha256Of('neither'))).toBeNull();
    opened.close();
    await place.remove();
  });

  it('is the folder with AWS, when no bucket is named', async () => {
    const place = await temporaryFolder();
    const env = readEnv({ CLOUD: 'aws', AWS_REGION: 'us-east-1', FLIGHTDECK_DATA: place.folder });
    const opened = await openConfiguredArtefacts(env);
    const { sha256 } = await opened.keep(chunks('filed'), 100);
    const files = await openArtefacts(`${place.folder}/artefacts`);
    expect(Buffer.from((await files.read(sha256)) ?? []).toString()).toBe('filed');
    opened.close();
    await place.remove();
  });
});
