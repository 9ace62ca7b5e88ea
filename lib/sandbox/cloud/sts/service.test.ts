import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetAliasCommand, InvokeCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type CloudSandbox, lambdaClient, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { createSandboxFunction, refusal } from '#lib/testing/sandbox-function';

let sandbox: CloudSandbox;
const FunctionName = 'orders';
const ROLE = 'arn:aws:iam::000000000000:role/flightdeck-mover';

beforeAll(async () => {
  sandbox = await startCloudSandbox({ settings: { propagationMs: 0 } });
  await createSandboxFunction(sandbox, lambdaClient(sandbox), FunctionName, { behaviours: [{}, {}] });
});

afterAll(() => sandbox.stop());

afterEach(async () => void (await sandbox.control('DELETE /grants')));

/** What STS answers, as it stands on the wire. */
async function assume(RoleArn: string) {
  const form = { Action: 'AssumeRole', Version: '2011-06-15', RoleArn, RoleSessionName: 'test' };
  const answer = await fetch(sandbox.url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=sandbox/20260302/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams(form),
  });
  const text = await answer.text();
  const field = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1] ?? '';
  return { status: answer.status, field };
}
async function asRole() {
  const { field } = await assume(ROLE);
  const credentials = {
    accessKeyId: field('AccessKeyId'),
    secretAccessKey: field('SecretAccessKey'),
    sessionToken: field('SessionToken'),
  };
  return { ...sandbox.client, credentials };
}

describe('a role', () => {
  it('is taken on, and its calls carry its name', async () => {
    const lambda = new LambdaClient(await asRole());
    await lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }));
    expect((await sandbox.calls()).at(-1)).toMatchObject({ operation: 'GetAlias', principal: ROLE });
    expect((await assume(ROLE)).field('Arn')).toBe(
      'arn:aws:sts::000000000000:assumed-role/flightdeck-mover/test',
    );
    expect((await assume('no role')).status).toBe(400);
  });

  it('may do what it was granted, and nothing else', async () => {
    await sandbox.control('PUT /grants', { [ROLE]: ['lambda:UpdateAlias', 'lambda:InvokeFunction'] });
    const lambda = new LambdaClient(await asRole());
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '2' }));
    await lambda.send(new InvokeCommand({ FunctionName, Qualifier: 'live' }));
    await expect(lambda.send(new GetAliasCommand({ FunctionName, Name: 'live' }))).rejects.toEqual(
      refusal('AccessDeniedException', 403),
    );
    // Others are not bound by it.
    await lambdaClient(sandbox).send(new GetAliasCommand({ FunctionName, Name: 'live' }));
  });

  it('is refused by each service in its own words', async () => {
    await sandbox.control('PUT /grants', { [ROLE]: [] });
    const client = await asRole();
    const refused = async (call: Promise<unknown>, name: string) =>
      expect(call).rejects.toEqual(refusal(name, 403));
    await refused(new CloudWatchClient(client).send(new DescribeAlarmsCommand({})), 'AccessDenied');
    await refused(new DynamoDBClient(client).send(new ListTablesCommand({})), 'AccessDeniedException');
    await refused(new CloudFormationClient(client).send(new DescribeStacksCommand({})), 'AccessDenied');
    await refused(new S3Client(client).send(new ListBucketsCommand({})), 'AccessDenied');
  });
});
