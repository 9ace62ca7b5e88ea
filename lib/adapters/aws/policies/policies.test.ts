import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConfiguredArtefacts } from '#lib/adapters/artefacts/open-configured-artefacts';
import type { Purpose } from '#lib/adapters/aws/account';
import { openCloud } from '#lib/adapters/aws/open-cloud';
import type { Artefacts } from '#lib/core/artefacts';
import { readEnv } from '#lib/core/env';
import { actionOf, resourcesOf } from '#lib/testing/called-resource';
import { type CloudSandbox, type LoggedCall, startCloudSandbox } from '#lib/testing/cloud-sandbox';
import { driveCloud } from '#lib/testing/drive-cloud';
import { allowedActions, decide, readPolicy } from '#lib/testing/iam-policy';
import { temporaryFolder } from '#lib/testing/store';

const NAMES = {
  read: 'reader',
  move: 'mover',
  deploy: 'deployer',
  prune: 'pruner',
  restore: 'restorer',
} as const satisfies Partial<Record<Purpose, string>>;
type Name = (typeof NAMES)[keyof typeof NAMES];

const RESTORING = 'DynamoDB fills a restored table in the name of whoever restores it';
const EXPORTING = 'DynamoDB writes an export in the name of whoever asks for it';

const FETCHING = 'AWS Lambda fetches a package in the name of whoever names it';

const TELLING = 'S3 says that an object is missing only to those who may list';

/** Allowed without a call of its own in the log: AWS looks for it while it serves another. */
const IMPLIED: Record<Name, Record<string, string>> = {
  reader: {},
  mover: {},
  deployer: {
    's3:GetObjectVersion': FETCHING,
    's3:ListBucket': TELLING,
  },
  pruner: {},
  restorer: {
    'dynamodb:BatchWriteItem': RESTORING,
    'dynamodb:PutItem': RESTORING,
    'dynamodb:UpdateItem': RESTORING,
    'dynamodb:DeleteItem': RESTORING,
    'dynamodb:GetItem': RESTORING,
    'dynamodb:Query': RESTORING,
    's3:PutObjectAcl': EXPORTING,
    's3:AbortMultipartUpload': EXPORTING,
  },
};

const PLACE = {
  REGION: 'us-east-1',
  ACCOUNT: '000000000000',
  PREFIX: 'careervp-prod-',
  EXPORTS: 'careervp-exports',
  PACKAGES: 'careervp-packages',
  ARTEFACTS: 'careervp-artefacts',
};
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:careervp-prod-auth';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/careervp-prod-users';
const STACK = 'arn:aws:cloudformation:us-east-1:000000000000:stack/careervp-prod-platform/an-id';

const names = Object.values(NAMES);
const roleOf = (name: Name) => `arn:aws:iam::000000000000:role/flightdeck-${name}`;
const policyOf = (name: Name) => readPolicy(name, PLACE);

// What takes time takes less than the second by which the clock moves.
const QUICK = { resourceMs: 50, backupMs: 500, restoreMs: 500, propagationMs: 0 };

let sandbox: CloudSandbox;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let calls: LoggedCall[] = [];
let undriven: string[] = [];

/** Everything that the adapters can do is done, by roles that may do what their policies allow and nothing else. */
beforeAll(async () => {
  sandbox = await startCloudSandbox({ isDemo: true, settings: QUICK });
  const granted = names.map((name) => [roleOf(name), allowedActions(policyOf(name))]);
  await sandbox.control('PUT /grants', { ...Object.fromEntries(granted), sandbox: ['sts:AssumeRole'] });
  const roles = Object.entries(NAMES).map(([purpose, name]) => [
    `AWS_ROLE_${purpose.toUpperCase()}`,
    roleOf(name),
  ]);
  folder = await temporaryFolder();
  const env = readEnv({
    SANDBOX_URL: sandbox.url,
    FLIGHTDECK_DATA: folder.folder,
    ...Object.fromEntries(roles),
  });
  const [cloud, artefacts] = [await openCloud(env), await openConfiguredArtefacts(env)];
  const before = (await sandbox.calls()).at(-1)?.sequence ?? 0;
  undriven = await driveCloud(cloud, sandbox);
  await driveArtefacts(artefacts);
  artefacts.close();
  cloud.close();
  calls = (await sandbox.calls()).filter(({ sequence }) => sequence > before);
}, 120_000);

afterAll(async () => {
  await sandbox.stop();
  await folder.remove();
});

/** Packages are kept and read beside the cloud, in its deployer's name. */
async function driveArtefacts(artefacts: Artefacts): Promise<void> {
  const { sha256 } = await artefacts.keep(Readable.from([Buffer.from('PK')]), 2);
  await artefacts.read(sha256);
}

const callsOf = (name: Name) => calls.filter(({ principal }) => principal === roleOf(name));

describe('the policies', () => {
  it('are tried with everything that the adapters can do', () => {
    expect(undriven).toEqual([]);
    expect(calls.filter(({ error = '' }) => /AccessDenied/.test(error))).toEqual([]);
  });

  it('leave nothing to credentials without a role but to take one on', () => {
    const others = calls.filter(({ principal }) => !names.some((name) => roleOf(name) === principal));
    expect(new Set(others.map((call) => `${call.principal} ${call.operation}`))).toEqual(
      new Set(['sandbox AssumeRole']),
    );
  });

  it.each(names)('allow the %s what it does, no more and no less', (name) => {
    const done = new Set(callsOf(name).map(actionOf));
    const wanted = [...done, ...Object.keys(IMPLIED[name])].sort();
    expect(wanted).toEqual(allowedActions(policyOf(name)));
  });

  it.each(names)('allow the %s each call on what it was about', (name) => {
    const asked = callsOf(name).flatMap((call) =>
      resourcesOf(call).map((resource) => [actionOf(call), resource] as const),
    );
    expect(asked.filter((one) => decide(policyOf(name), ...one) !== 'allowed')).toEqual([]);
  });
});

describe('the policies refuse', () => {
  it.each([
    ['reader', 'lambda:GetFunction', FUNCTION, 'not allowed'],
    ['reader', 'lambda:UpdateAlias', FUNCTION, 'not allowed'],
    ['mover', 'lambda:UpdateAlias', FUNCTION.replace('careervp', 'payroll'), 'not allowed'],
    ['mover', 'lambda:InvokeFunction', `${FUNCTION}:12`, 'not allowed'],
    ['mover', 'lambda:UpdateFunctionCode', FUNCTION, 'not allowed'],
    ['mover', 'lambda:CreateAlias', FUNCTION, 'not allowed'],
    ['deployer', 'lambda:UpdateAlias', FUNCTION, 'not allowed'],
    ['deployer', 'lambda:UpdateFunctionConfiguration', FUNCTION, 'not allowed'],
    ['deployer', 'lambda:DeleteFunction', `${FUNCTION}:3`, 'not allowed'],
    ['deployer', 'lambda:PublishVersion', FUNCTION.replace('careervp', 'payroll'), 'not allowed'],
    ['deployer', 's3:PutObject', 'arn:aws:s3:::careervp-packages/orders.zip', 'not allowed'],
    ['deployer', 's3:PutObject', 'arn:aws:s3:::careervp-exports/orders.zip', 'not allowed'],
    ['deployer', 's3:DeleteObject', 'arn:aws:s3:::careervp-artefacts/packages/a.zip', 'not allowed'],
    ['pruner', 'lambda:DeleteFunction', FUNCTION, 'denied'],
    ['pruner', 'lambda:DeleteFunction', `${FUNCTION.replace('careervp', 'payroll')}:3`, 'not allowed'],
    ['mover', 'cloudformation:RollbackStack', STACK.replace('careervp', 'payroll'), 'not allowed'],
    ['reader', 'dynamodb:Scan', TABLE, 'not allowed'],
    ['restorer', 'dynamodb:PutItem', TABLE, 'not allowed'],
    ['restorer', 'dynamodb:PutItem', `${TABLE}-restore`, 'allowed'],
    ['restorer', 'dynamodb:UpdateTable', TABLE, 'not allowed'],
    ['restorer', 'dynamodb:DeleteTable', `${TABLE}-restore`, 'denied'],
    ['restorer', 'dynamodb:DeleteBackup', `${TABLE}/backup/01`, 'denied'],
  ] as const)('the %s %s on %s', (name, action, resource, answer) => {
    expect(decide(policyOf(name), action, resource)).toBe(answer);
  });
});
