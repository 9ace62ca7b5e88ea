import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Fault } from '#lib/cli/fault';
import { freePort } from '#lib/cli/machine';

export interface SpawnedServer {
  url: string;
  /** Its data folder, which the caller made and removes. */
  folder: string;
  stop(): Promise<void>;
}

interface SpawnOptions {
  folder: string;
  demo: 'on' | 'off';
  /** What it is told beside that, such as another warehouse. */
  environment?: Record<string, string>;
  /** Hears everything that it writes. */
  onOutput?: (text: string) => void;
}

// What a person may have configured for use must not leak into a server for tests or measurements: empty counts as
// unset, and keeps a .env file from setting it again.
const UNSET = [
  'DATABASE_URL',
  'NEXTAUTH_SECRET',
  'NEXTAUTH_URL',
  'AUTH_OIDC_ISSUER',
  'AUTH_OIDC_CLIENT_ID',
  'AUTH_OIDC_CLIENT_SECRET',
  'WAREHOUSE',
  'ATHENA_DATABASE',
  'ATHENA_OUTPUT',
  'CLOUD',
  'SANDBOX_URL',
  'HEALTH_ORIGINS',
  'SLACK_WEBHOOK_URL',
  'SLACK_CHANNEL',
  'ALARM_TOPIC_ARNS',
  'ARTEFACTS_S3',
  'AUDIT_ANCHOR_S3',
  'AUDIT_ANCHOR_WEBHOOK',
  'TRUSTED_PROXIES',
];

/** The environment of a product of its own: this port and folder, and nothing that was configured for use. */
export function isolatedEnvironment(
  folder: string,
  demo: 'on' | 'off',
  port: number,
): Record<string, string | undefined> {
  return {
    ...process.env,
    ...Object.fromEntries(UNSET.map((name) => [name, ''])),
    PORT: String(port),
    FLIGHTDECK_DATA: folder,
    FLIGHTDECK_DEMO: demo,
    LOG_LEVEL: 'warn',
    // Test runners mark their children; the server must not behave differently for it.
    NODE_ENV: 'production',
  };
}

/** `npm start` on a free port with a data folder of its own; resolves when it answers. */
export async function spawnServer({
  folder,
  demo,
  environment = {},
  onOutput,
}: SpawnOptions): Promise<SpawnedServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'start'], {
    env: { ...isolatedEnvironment(folder, demo, port), ...environment, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const isUp = new Promise<void>((resolve, reject) => {
    const take = (chunk: string) => {
      output = (output + chunk).slice(-20_000);
      onOutput?.(chunk);
      if (output.includes('Flightdeck is up')) resolve();
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('close', () => reject(new Fault(`${output}\nThe server ended before it was up.`)));
  });
  await isUp;
  return { url: `http://localhost:${port}`, folder, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'close');
}
