import {
  CreateAliasCommand,
  CreateFunctionCommand,
  type LambdaClient,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { expect } from 'vitest';
import { type Behaviour, packageOf } from '#lib/sandbox/cloud/code/behaviour';
import type { CloudSandbox } from '#lib/testing/cloud-sandbox';

/** Longer than anything in Lambda takes to settle. */
const SETTLED_SECONDS = 10;
const ROLE = 'arn:aws:iam::000000000000:role/a';

/** Makes a function with one version for each behaviour, all Active, and `live` on the first (or on `live`). */
export async function createSandboxFunction(
  sandbox: Pick<CloudSandbox, 'step'>,
  lambda: LambdaClient,
  FunctionName: string,
  { behaviours, live = '1', role = ROLE }: { behaviours: Partial<Behaviour>[]; live?: string; role?: string },
): Promise<void> {
  const [first = {}, ...others] = behaviours;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Role: role,
      Handler: 'a.b',
      Runtime: 'nodejs20.x',
      Timeout: 30,
      Code: { ZipFile: packageOf({ commit: '1', ...first }) },
      Publish: true,
    }),
  );
  await sandbox.step(SETTLED_SECONDS);
  for (const [at, behaviour] of others.entries()) {
    const ZipFile = packageOf({ commit: String(at + 2), ...behaviour });
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish: true }));
    await sandbox.step(SETTLED_SECONDS);
  }
  await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: live }));
}

/** How a refusal looks to a caller through the SDK. */
export function refusal(name: string, httpStatusCode: number, more: Record<string, unknown> = {}) {
  return expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode }), ...more });
}
