import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { InvokeCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let s3: S3Client;
const Bucket = 'careervp-code';

beforeAll(async () => {
  sandbox = await startCloudSandbox();
  s3 = new S3Client(sandbox.client);
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(() => sandbox.stop());

const put = (Key: string, Body: string | Buffer, more: object = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string) => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
};

describe('objects', () => {
  it('are given back as they were put, with their type and metadata', async () => {
    const Key = 'a folder/ä+b.txt';
    const stored = await put(Key, 'content', { ContentType: 'text/plain', Metadata: { commit: '3f2a9c1' } });
    expect(stored.ETag).toBe(`"${createHash('md5').update('content').digest('hex')}"`);
    expect(await get(Key)).toBe('content');
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentLength: 7,
      ContentType: 'text/plain',
      Metadata: { commit: '3f2a9c1' },
    });
  });

  it('may come as a stream, in chunks', async () => {
    const bytes = Buffer.alloc(200_000, 'x');
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength: bytes.length }));
    expect(await get('stream')).toBe(bytes.toString());
  });

  it('are not overwritten by one who says so', async () => {
    await put('once', '1', { IfNoneMatch: '*' });
    await expect(put('once', '2', { IfNoneMatch: '*' })).rejects.toEqual(refusal('PreconditionFailed', 412));
    expect(await get('once')).toBe('1');
  });

  it('are gone when they are deleted, which is no error the second time', async () => {
    await put('gone', '1');
    for (let time = 0; time < 2; time += 1) await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(get('gone')).rejects.toEqual(refusal('NoSuchKey', 404));
    await expect(s3.send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toEqual(
      refusal('NotFound', 404),
    );
  });

  it('are refused where there is no bucket, and a bucket twice', async () => {
    await expect(s3.send(new PutObjectCommand({ Bucket: 'missing', Key: 'a', Body: '1' }))).rejects.toEqual(
      refusal('NoSuchBucket', 404),
    );
    await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toEqual(
      refusal('BucketAlreadyOwnedByYou', 409),
    );
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual([Bucket]);
  });

  it('are listed by prefix, folder and page', async () => {
    for (const Key of ['list/a/1', 'list/a/2', 'list/b', 'list/c']) await put(Key, Key);
    const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'list/', ...more }));
    const names = (page: ListObjectsV2CommandOutput) => page.Contents?.map(({ Key }) => Key);
    expect(names(await list({}))).toEqual(['list/a/1', 'list/a/2', 'list/b', 'list/c']);
    const folders = await list({ Delimiter: '/' });
    expect(names(folders)).toEqual(['list/b', 'list/c']);
    expect(folders.CommonPrefixes).toEqual([{ Prefix: 'list/a/' }]);
    const first = await list({ MaxKeys: 3 });
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 3 });
    expect(names(await list({ ContinuationToken: first.NextContinuationToken }))).toEqual(['list/c']);
  });

  it('can be the code of a function', async () => {
    const lambda = lambdaClient(sandbox);
    await createSandboxFunction(sandbox, lambda, 'from-s3', { behaviours: [{}] });
    await put('code.zip', packageOf({ errorRate: 1, errorType: 'FromS3' }));
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'from-s3', S3Bucket: Bucket, S3Key: 'code.zip' }),
    );
    await sandbox.step(10);
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'from-s3' }));
    expect(Payload?.transformToString()).toContain('FromS3');
  });
});
