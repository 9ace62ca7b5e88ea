import { type AwsRole, takenRole } from '#lib/adapters/aws/taken-role';
import type { Env } from '#lib/core/env';

/** What clients are opened for; each purpose may have a role of its own. */
export type Purpose = 'read' | 'move' | 'deploy' | 'prune' | 'restore';

interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Which AWS the clients talk to: an account and region of AWS itself, or something at `endpoint` that behaves like it. */
export interface AwsAccount {
  region: string;
  endpoint?: string;
  /** Without it the SDK looks where it always does: environment, profile, the machine's role. */
  credentials?: Keys;
  /** What AWS's own records call the caller, beside the SDK: one word. */
  agent?: string;
  /** Taken on with those credentials; without it they are used as they are. */
  role?: AwsRole;
}

const CONNECT_MS = 5_000;
const ANSWER_MS = 20_000;

// Where nothing listens, so that a sandbox that was not started is told as one that does not answer.
const NOWHERE = 'http://127.0.0.1:9';

/**
 * The account of the configuration, as clients for one purpose see it: with the role of that purpose, where one is set.
 *
 * @param does what AWS's own records say of the caller, where one purpose has several.
 */
export function accountFor(env: Env, purpose: Purpose, does: string = purpose): AwsAccount {
  const arn = roleOf(env, purpose);
  const role = arn === undefined ? {} : { role: { arn, sessionName: `flightdeck-${purpose}` } };
  const agent = `flightdeck-${does}`;
  if (env.CLOUD === 'aws') return { region: env.AWS_REGION ?? '', agent, ...role };
  return {
    region: 'us-east-1',
    agent,
    endpoint: env.SANDBOX_URL ?? NOWHERE,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    ...role,
  };
}

function roleOf(env: Env, purpose: Purpose): string | undefined {
  const roles: Record<Purpose, string | undefined> = {
    read: env.AWS_ROLE_READ,
    move: env.AWS_ROLE_MOVE,
    deploy: env.AWS_ROLE_DEPLOY,
    prune: env.AWS_ROLE_PRUNE,
    restore: env.AWS_ROLE_RESTORE,
  };
  return roles[purpose];
}

/** What all clients are made with. Their own retries are off: `persistently` knows which calls may be made twice. */
export function clientSettings({ region, endpoint, credentials, agent, role }: AwsAccount) {
  const settings = {
    region,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(agent === undefined ? {} : { customUserAgent: agent }),
  };
  return role === undefined ? settings : { ...settings, credentials: takenRole(role, settings) };
}
