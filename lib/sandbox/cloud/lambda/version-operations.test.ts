import { createHash } from 'node:crypto';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  type PublishVersionCommandInput,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageOf } from '#lib/sandbox/cloud/code/behaviour';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
let lambda: LambdaClient;
let functions = 0;
let FunctionName = '';

beforeAll(async () => {
  sandbox = await startCloudSandbox();
  lambda = lambdaClient(sandbox);
});

afterAll(() => sandbox.stop());

beforeEach(() => {
  functions += 1;
  FunctionName = `letters-${functions}`;
});

const make = (versions: number) =>
  createSandboxFunction(sandbox, lambda, FunctionName, {
    behaviours: Array.from({ length: versions }, () => ({})),
  });
const latest = () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
const publish = (more: Partial<PublishVersionCommandInput> = {}) =>
  lambda.send(new PublishVersionCommand({ FunctionName, ...more }));
const updateCode = (commit: string, more: { RevisionId?: string; Publish?: boolean } = {}) =>
  lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: packageOf({ commit }), ...more }));
async function listed() {
  const numbers: (string | undefined)[] = [];
  let Marker: string | undefined;
  let pages = 0;
  do {
    const page = await lambda.send(
      new ListVersionsByFunctionCommand({ FunctionName, MaxItems: 1000, ...(Marker ? { Marker } : {}) }),
    );
    numbers.push(...(page.Versions ?? []).map(({ Version }) => Version));
    Marker = page.NextMarker;
    pages += 1;
  } while (Marker !== undefined);
  return { numbers, pages };
}

describe('a function', () => {
  it('is Pending, then Active, and its RevisionId changes with that', async () => {
    const ZipFile = packageOf({});
    const created = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: 'arn:aws:iam::000000000000:role/a',
        Handler: 'a.b',
        Runtime: 'nodejs20.x',
        Code: { ZipFile },
      }),
    );
    expect(created).toMatchObject({ State: 'Pending', StateReasonCode: 'Creating', Version: '$LATEST' });
    expect(created.CodeSha256).toBe(createHash('sha256').update(ZipFile).digest('base64'));
    await expect(updateCode('2')).rejects.toEqual(refusal('ResourceConflictException', 409));
    await expect(lambda.send(new InvokeCommand({ FunctionName }))).rejects.toEqual(
      refusal('ResourceConflictException', 409),
    );
    await sandbox.step(10);
    const active = await latest();
    expect(active).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(active.RevisionId).not.toBe(created.RevisionId);
  });

  it('is InProgress while new code arrives, and refuses what else would change it', async () => {
    await make(1);
    const updated = await updateCode('2');
    expect(updated.LastUpdateStatus).toBe('InProgress');
    for (const change of [() => updateCode('3'), () => publish()]) {
      await expect(change()).rejects.toEqual(refusal('ResourceConflictException', 409));
    }
    await sandbox.step(10);
    const after = await latest();
    expect(after.LastUpdateStatus).toBe('Successful');
    expect(after.RevisionId).not.toBe(updated.RevisionId);
  });

  it('refuses a change by one who saw another state', async () => {
    await make(1);
    const { RevisionId = '' } = await latest();
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 256, RevisionId }));
    await sandbox.step(10);
    const stale = refusal('PreconditionFailedException', 412);
    await expect(updateCode('2', { RevisionId })).rejects.toEqual(stale);
    await expect(publish({ RevisionId })).rejects.toEqual(stale);
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5, RevisionId })),
    ).rejects.toEqual(stale);
    expect(await latest()).toMatchObject({ MemorySize: 256, Timeout: 30 });
  });

  it.each([
    ['no zip', { ZipFile: Buffer.from('no zip') }],
    ['nothing', {}],
    ['an object that is not there', { S3Bucket: 'code', S3Key: 'missing.zip' }],
  ])('takes no code from %s', async (_, code) => {
    await make(1);
    await expect(lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...code }))).rejects.toEqual(
      refusal('InvalidParameterValueException', 400),
    );
  });

  it('tells its code only as a link, and its tags', async () => {
    await make(1);
    const Resource = (await latest()).FunctionArn ?? '';
    await lambda.send(new TagResourceCommand({ Resource, Tags: { team: 'letters', stage: 'prod' } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['stage'] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ team: 'letters' });
    const found = await lambda.send(new GetFunctionCommand({ FunctionName: Resource }));
    expect(found).toMatchObject({ Tags: { team: 'letters' }, Code: { RepositoryType: 'S3' } });
  });

  it('goes with all that it has when it is deleted without a qualifier', async () => {
    await make(2);
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await expect(latest()).rejects.toEqual(refusal('ResourceNotFoundException', 404));
    await make(1);
    expect((await listed()).numbers).toEqual(['$LATEST', '1']);
  });

  it('is listed among the others, by pages', async () => {
    await make(1);
    const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions.map((one) => one.FunctionName)).toContain(FunctionName);
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 1 }));
    expect(first.Functions).toHaveLength(1);
    expect(first.NextMarker).toBeDefined();
  });
});

describe('versions', () => {
  it('come fifty a page, whatever is asked for, $LATEST first and then by number', async () => {
    await make(51);
    const { numbers, pages } = await listed();
    expect(pages).toBe(2);
    expect(numbers).toEqual(['$LATEST', ...Array.from({ length: 51 }, (_, at) => String(at + 1))]);
  });

  it('are not made when nothing has changed: the newest is the answer', async () => {
    await make(2);
    const newest = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '2' }));
    const again = await publish({ Description: 'another' });
    expect(again).toMatchObject({ Version: '2', RevisionId: newest.RevisionId });
    expect(again.$metadata.httpStatusCode).toBe(201);
    await expect(updateCode('2', { Publish: true })).resolves.toMatchObject({ Version: '2' });
    expect((await listed()).numbers).toEqual(['$LATEST', '1', '2']);
  });

  it('are made when only the configuration has changed', async () => {
    await make(1);
    await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { FLAG: 'on' } } }),
    );
    await sandbox.step(10);
    expect(await publish()).toMatchObject({ Version: '2', Environment: { Variables: { FLAG: 'on' } } });
    const first = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier: '1' }));
    expect(first.Environment).toBeUndefined();
  });

  it('never have the number of one that is gone', async () => {
    await make(3);
    await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '3' }));
    await updateCode('4');
    await sandbox.step(10);
    expect((await publish()).Version).toBe('4');
    expect((await listed()).numbers).toEqual(['$LATEST', '1', '2', '4']);
  });

  it('are refused for other code than the caller means', async () => {
    await make(1);
    const { CodeSha256 = '' } = await updateCode('2');
    await sandbox.step(10);
    await expect(publish({ CodeSha256: 'A'.repeat(44) })).rejects.toEqual(
      refusal('InvalidParameterValueException', 400),
    );
    expect(await publish({ CodeSha256 })).toMatchObject({ Version: '2', CodeSha256 });
  });

  it.each([
    ['$LATEST', 'InvalidParameterValueException', 400],
    ['live', 'InvalidParameterValueException', 400],
    ['99', 'ResourceNotFoundException', 404],
  ])('are not deleted by the name %s', async (Qualifier, error, status) => {
    await make(2);
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }))).rejects.toEqual(
      refusal(error, status),
    );
    expect((await listed()).numbers).toEqual(['$LATEST', '1', '2']);
  });
});
