import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface SpawnedSandbox {
  url: string;
  /** What makes a server ask it instead of the embedded engine. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** Athena's sandbox as a process of its own on a free port, over the events of a data folder. */
export async function spawnAthenaSandbox(folder: string): Promise<SpawnedSandbox> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/sandbox/athena/serve.ts', folder], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await addressOf(child);
  return {
    url,
    environment: {
      WAREHOUSE: 'athena',
      ATHENA_DATABASE: 'sandbox',
      ATHENA_OUTPUT: 's3://sandbox/results/',
      // What was imported a moment ago must be there.
      ATHENA_FRESHNESS_SECONDS: '1',
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL_ATHENA: url,
      AWS_ENDPOINT_URL_S3: url,
      AWS_ACCESS_KEY_ID: 'sandbox',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
    },
    stop: async () => {
      const gone = once(child, 'close');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const text of child.stdout ?? []) {
    const url = /http:\S+/.exec(String(text))?.[0];
    if (url) return url;
  }
  throw new Error('The sandbox ended before it was up.');
}
