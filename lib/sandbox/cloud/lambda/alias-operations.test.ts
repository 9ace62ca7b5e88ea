import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  ListAliasesCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  type UpdateAliasCommandInput,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

/** A function with versions 1, 2 and 3, and `live` on 2. */
beforeEach(async () => {
  functions += 1;
  FunctionName = `orders-${functions}`;
  await createSandboxFunction(sandbox, lambda, FunctionName, { behaviours: [{}, {}, {}], live: '2' });
});

const alias = () => lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
const update = (input: Partial<UpdateAliasCommandInput>) =>
  lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', ...input }));
const weights = (AdditionalVersionWeights: Record<string, number>) => ({
  RoutingConfig: { AdditionalVersionWeights },
});
describe('the RevisionId of an alias', () => {
  it('is checked, and a wrong one changes nothing', async () => {
    const before = await alias();
    await expect(
      update({ FunctionVersion: '1', RevisionId: '00000000-0000-4000-8000-000000000000' }),
    ).rejects.toEqual(refusal('PreconditionFailedException', 412));
    expect(await alias()).toMatchObject({ FunctionVersion: '2', RevisionId: before.RevisionId });
    const { RevisionId } = await update({ FunctionVersion: '1', RevisionId: before.RevisionId });
    expect(RevisionId).not.toBe(before.RevisionId);
  });

  it('is a new one after an update that changes nothing', async () => {
    const { RevisionId } = await alias();
    const same = await update({ FunctionVersion: '2' });
    expect(same.RevisionId).not.toBe(RevisionId);
    expect((await alias()).RevisionId).toBe(same.RevisionId);
  });

  it('is another one than that of the version it leads to, which never fits', async () => {
    const { RevisionId } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' }),
    );
    expect(RevisionId).not.toBe((await alias()).RevisionId);
    await expect(update({ FunctionVersion: '1', RevisionId })).rejects.toEqual(
      refusal('PreconditionFailedException', 412),
    );
  });

  it('lets one of two racing updates through', async () => {
    const { RevisionId } = await alias();
    const outcomes = await Promise.allSettled([
      update({ FunctionVersion: '1', RevisionId }),
      update({ FunctionVersion: '3', RevisionId }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('weights', () => {
  it('stay when only the version is sent, and go when an empty map is', async () => {
    await update(weights({ 3: 0.1 }));
    await update({ FunctionVersion: '1' });
    expect(await alias()).toMatchObject({
      FunctionVersion: '1',
      RoutingConfig: { AdditionalVersionWeights: { 3: 0.1 } },
    });
    await update({ FunctionVersion: '2', ...weights({}) });
    expect((await alias()).RoutingConfig).toBeUndefined();
  });

  it.each<[string, Partial<UpdateAliasCommandInput>, string, number]>([
    ['more than one', weights({ 1: 0.1, 3: 0.1 }), 'InvalidParameterValueException', 400],
    ['above 1', weights({ 3: 1.1 }), 'ValidationException', 400],
    ['below 0', weights({ 3: -0.1 }), 'ValidationException', 400],
    ['for the version itself', weights({ 2: 0.1 }), 'InvalidParameterValueException', 400],
    ['for $LATEST', weights({ $LATEST: 0.1 }), 'ValidationException', 400],
    ['for a version that is not there', weights({ 99: 0.1 }), 'ResourceNotFoundException', 404],
    [
      'beside $LATEST',
      { FunctionVersion: '$LATEST', ...weights({ 3: 0.1 }) },
      'InvalidParameterValueException',
      400,
    ],
  ])('are refused %s', async (_, input, name, status) => {
    const before = await alias();
    await expect(update(input)).rejects.toEqual(refusal(name, status));
    expect((await alias()).RevisionId).toBe(before.RevisionId);
  });

  it('are refused when the version that gets them becomes the main one', async () => {
    await update(weights({ 3: 0.1 }));
    await expect(update({ FunctionVersion: '3' })).rejects.toEqual(
      refusal('InvalidParameterValueException', 400),
    );
  });

  it.each([
    { Role: 'arn:aws:iam::000000000000:role/other' },
    { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead' } },
  ])('are refused between versions of different %o', async (change) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
    await sandbox.step(10);
    await lambda.send(new PublishVersionCommand({ FunctionName }));
    await expect(update(weights({ 4: 0.1 }))).rejects.toEqual(refusal('InvalidParameterValueException', 400));
  });
});

describe('an alias', () => {
  it('may point at $LATEST while it has no weights', async () => {
    expect((await update({ FunctionVersion: '$LATEST' })).FunctionVersion).toBe('$LATEST');
    const created = await lambda.send(
      new CreateAliasCommand({ FunctionName, Name: 'edge', FunctionVersion: '$LATEST' }),
    );
    expect(created.$metadata.httpStatusCode).toBe(201);
  });

  it.each([
    ['2024', 'ValidationException'],
    ['with blank', 'ValidationException'],
    ['x'.repeat(129), 'ValidationException'],
  ])('may not be called %j', async (Name, error) => {
    const create = new CreateAliasCommand({ FunctionName, Name, FunctionVersion: '1' });
    await expect(lambda.send(create)).rejects.toEqual(refusal(error, 400));
  });

  it('may be called 2024-01-02', async () => {
    const create = new CreateAliasCommand({ FunctionName, Name: '2024-01-02', FunctionVersion: '1' });
    expect(await lambda.send(create)).toMatchObject({ Name: '2024-01-02', FunctionVersion: '1' });
  });

  it('is refused when it exists, and when its version does not', async () => {
    const create = (Name: string, FunctionVersion: string) =>
      lambda.send(new CreateAliasCommand({ FunctionName, Name, FunctionVersion }));
    await expect(create('live', '1')).rejects.toEqual(refusal('ResourceConflictException', 409));
    await expect(create('next', '99')).rejects.toEqual(refusal('ResourceNotFoundException', 404));
    await expect(update({ FunctionVersion: '99' })).rejects.toEqual(
      refusal('ResourceNotFoundException', 404),
    );
  });

  it('that is missing is 404 to get and to update, and no error to delete', async () => {
    const missing = { FunctionName, Name: 'missing' };
    await expect(lambda.send(new GetAliasCommand(missing))).rejects.toEqual(
      refusal('ResourceNotFoundException', 404),
    );
    await expect(update({ Name: 'missing', FunctionVersion: '1' })).rejects.toEqual(
      refusal('ResourceNotFoundException', 404),
    );
    const deleted = await lambda.send(new DeleteAliasCommand(missing));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
  });

  it('keeps a description of 256 characters and no more, which an update without one leaves', async () => {
    await update({ Description: 'd'.repeat(256) });
    await update({ FunctionVersion: '1' });
    expect((await alias()).Description).toBe('d'.repeat(256));
    await expect(update({ Description: 'd'.repeat(257) })).rejects.toEqual(
      refusal('ValidationException', 400),
    );
  });

  it('is listed with the others, or with those of one version', async () => {
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'next', FunctionVersion: '3' }));
    const names = async (FunctionVersion?: string) => {
      const input = { FunctionName, ...(FunctionVersion ? { FunctionVersion } : {}) };
      return (await lambda.send(new ListAliasesCommand(input))).Aliases?.map(({ Name }) => Name);
    };
    expect(await names()).toEqual(['live', 'next']);
    expect(await names('3')).toEqual(['next']);
  });

  it.each([
    ['as its version', weights({}), '2'],
    ['by a weight', weights({ 3: 0.1 }), '3'],
  ])('keeps a version from being deleted that it names %s', async (_, routing, Qualifier) => {
    await update(routing);
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }))).rejects.toEqual(
      refusal('ResourceConflictException', 409),
    );
    await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '1' }));
  });
});
