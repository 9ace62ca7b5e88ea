import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '#lib/cli/fault';
import { runProcess } from '#lib/cli/run-process';
import type { Env } from '#lib/core/env';

/** What makes Node read TypeScript. */
export const TSX = ['--import', import.meta.resolve('tsx')];
const START_LIMIT_MS = 120_000;

/** Says, in the data folder, that the demo was made or is not wanted. */
export const SEED_MARKER = 'demo-seeded';

/** The demo people's passwords, in the data folder, for its owner's eyes only. */
export const PASSWORD_FILE = 'demo-passwords.txt';

/** The arguments that make Node run the server. */
export function serverArguments(...flags: string[]): string[] {
  return [...TSX, 'lib/cli/serve.ts', ...flags];
}

/** The server's environment: on a laptop it goes by whatever name the browser called it. */
export function serverEnvironment(env: Env, mode: 'production' | 'development'): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: mode,
    PORT: String(env.PORT),
    // Every query, flush and merge that runs holds one of Node's threads; with the usual four, files would wait.
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? '16',
    ...(env.NEXTAUTH_URL ? {} : { AUTH_TRUST_HOST: '1' }),
  };
}

/**
 * Fills a new installation with the demo, in a process of its own, whose memory is free again when the server starts.
 * The server migrates its database by itself; a configured database is never seeded.
 */
export async function seedOnce(env: Env): Promise<string> {
  if (env.DATABASE_URL) return 'the database is configured: no demo';
  if (env.FLIGHTDECK_DEMO === 'off') return 'FLIGHTDECK_DEMO is off: no demo';
  if (existsSync(path.join(env.FLIGHTDECK_DATA, SEED_MARKER))) return 'unchanged';
  const { code } = await runProcess(process.execPath, [...TSX, 'lib/cli/seed-demo.ts'], { output: 'show' });
  if (code !== 0) throw new Fault('The demo data could not be made; the reason is above.');
  return 'ready';
}

/** Waits until the server says that it is well. */
export async function untilHealthy(port: number): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  throw new Fault(`The server did not answer on port ${port} within ${START_LIMIT_MS / 1000} s.`);
}
