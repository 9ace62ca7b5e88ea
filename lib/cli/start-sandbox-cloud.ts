import { spawn } from 'node:child_process';
import path from 'node:path';
import { Fault } from '#lib/cli/fault';
import { watchProcess } from '#lib/cli/run-process';
import { TSX } from '#lib/cli/server-process';
import type { Env } from '#lib/core/env';

/**
 * Starts the sandbox cloud beside the server, where no other cloud is configured and the demo is wanted.
 *
 * @returns what the server must be told; nothing when there is none to start.
 */
export async function startSandboxCloud(env: Env): Promise<Record<string, string>> {
  const isWanted = env.CLOUD === 'sandbox' && env.FLIGHTDECK_DEMO === 'on' && !env.DATABASE_URL;
  if (!isWanted || env.SANDBOX_URL) return {};
  const folder = path.join(path.resolve(env.FLIGHTDECK_DATA), 'cloud');
  const child = spawn(process.execPath, [...TSX, 'lib/sandbox/cloud/serve.ts', folder, '--demo'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  watchProcess(child);
  for await (const text of child.stdout ?? []) {
    const url = /http:\S+/.exec(String(text))?.[0];
    if (url) return { SANDBOX_URL: url };
  }
  throw new Fault('The sandbox cloud ended before it was up; the reason is above.');
}
