import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { temporaryFolder } from '#lib/testing/store';

interface Options {
  /** ISO time at which its clock stands until it is moved; null is the machine's clock. */
  at?: string | null;
  seed?: string;
  /** Of the sandbox, like `{ propagationMs: 0 }`; no limits on calls unless they are set here. */
  settings?: Record<string, unknown>;
  /** Whether it begins with the functions of the demo. */
  isDemo?: boolean;
  /** A folder that outlives it; by default a temporary one. */
  folder?: string;
}

export interface LoggedCall {
  sequence: number;
  operation: string;
  service: string;
  /** The role that called, or an access key. */
  principal: string;
  input: Record<string, unknown>;
  status: number;
  error?: string;
  fault?: string;
}

export interface CloudSandbox {
  url: string;
  process: ChildProcess;
  /** What SDK clients need to find it; nothing is tried twice, so that a test sees each answer. */
  client: {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  /** Asks the sandbox itself, like `control('POST /clock', { stepMs: 60_000 })`. */
  control<T = unknown>(action: string, body?: unknown): Promise<T>;
  step(seconds: number): Promise<void>;
  misbehave(...faults: Record<string, unknown>[]): Promise<void>;
  calls(): Promise<LoggedCall[]>;
  stop(): Promise<void>;
}

const STANDING = '2026-03-02T08:00:00.000Z';
const UNLIMITED = { controlPerSecond: null, getFunctionPerSecond: null };

/** Starts the sandbox cloud as a process of its own on a free port. */
export async function startCloudSandbox({
  at = STANDING,
  seed = 'test',
  settings = {},
  isDemo = false,
  folder,
}: Options = {}): Promise<CloudSandbox> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const place = folder === undefined ? await temporaryFolder() : undefined;
  const options = ['--seed', seed, ...(at === null ? [] : ['--at', at]), ...(isDemo ? ['--demo'] : [])];
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'lib/sandbox/cloud/serve.ts', folder ?? place?.folder ?? '', ...options],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const url = await addressOf(child);
  const control = <T>(action: string, body?: unknown) => ask<T>(url, action, body);
  await control('PATCH /settings', { ...UNLIMITED, ...settings });
  return {
    url,
    process: child,
    client: {
      endpoint: url,
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    },
    control,
    step: async (seconds) => void (await control('POST /clock', { stepMs: seconds * 1000 })),
    misbehave: async (...faults) => void (await control('POST /faults', faults)),
    calls: () => control('GET /calls'),
    stop: async () => {
      await ended(child);
      await place?.remove();
    },
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  await gone;
}

async function ask<T>(url: string, action: string, body?: unknown): Promise<T> {
  const [method = 'GET', path = '/'] = action.split(' ');
  const answer = await fetch(`${url}/_sandbox${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout ?? []) {
    const url = /http:\S+/.exec(String(text))?.[0];
    if (url) return url;
  }
  throw new Error('The sandbox ended before it was up.');
}

/** The SDK's client of Lambda, speaking to a sandbox. */
export function lambdaClient({ client }: CloudSandbox): LambdaClient {
  return new LambdaClient(client);
}

export function cloudWatchClient({ client }: CloudSandbox): CloudWatchClient {
  return new CloudWatchClient(client);
}

export function dynamoDbClient({ client }: CloudSandbox): DynamoDBClient {
  return new DynamoDBClient(client);
}

export function cloudFormationClient({ client }: CloudSandbox): CloudFormationClient {
  return new CloudFormationClient(client);
}
