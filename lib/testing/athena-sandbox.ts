import { openAthena } from '#lib/adapters/athena/open-athena';
import type { Waiting } from '#lib/adapters/aws/waiting';
import { spawnAthenaSandbox } from '#lib/cli/spawn-athena-sandbox';
import type { Log } from '#lib/core/ctx';
import { silentLog } from '#lib/testing/silent-log';

/** An order for the sandbox's `POST /faults`. */
type Fault = Record<string, unknown> & { on: string };

export interface Journal {
  /** Names of the operations, in the order in which they came. */
  calls: string[];
  executions: { id: string; state: string; text: string; token: string }[];
}

export interface AthenaSandbox {
  url: string;
  misbehave(...faults: Fault[]): Promise<void>;
  journal(): Promise<Journal>;
  /** Forgets the faults that did not happen. */
  behave(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the sandbox as a process of its own on a free port, over the events of a data folder. */
export async function startAthenaSandbox(folder: string): Promise<AthenaSandbox> {
  const { url, stop } = await spawnAthenaSandbox(folder);
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${url}${path}`, init);
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as Journal;
  };
  return {
    url,
    misbehave: async (...faults) =>
      void (await ask('/faults', { method: 'POST', body: JSON.stringify(faults) })),
    journal: () => ask('/journal'),
    behave: async () => void (await ask('/faults', { method: 'DELETE' })),
    stop,
  };
}

/** Waits that take no time, and the lengths that were asked for. */
export function countedWaiting(): Waiting & { waits: number[] } {
  const waits: number[] = [];
  return {
    waits,
    now: Date.now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

export const SANDBOX_SETTINGS = {
  region: 'eu-central-1',
  workgroup: 'primary',
  catalog: 'AwsDataCatalog',
  database: 'sandbox',
  output: 's3://sandbox/results/',
  freshnessSeconds: 300,
};

/** The adapter against a sandbox, found as the SDK finds any endpoint: by the environment. */
export function openSandboxedAthena(
  { url }: AthenaSandbox,
  { settings = {}, waiting = countedWaiting(), log = silentLog }: OpenOptions = {},
) {
  // Not through Vitest, which takes it back before the next test; each file of tests has a process of its own.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_ATHENA: url,
    AWS_ENDPOINT_URL_S3: url,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  return openAthena({ ...SANDBOX_SETTINGS, ...settings }, { waiting, log });
}

interface OpenOptions {
  settings?: Partial<typeof SANDBOX_SETTINGS>;
  waiting?: Waiting;
  log?: Log;
}
