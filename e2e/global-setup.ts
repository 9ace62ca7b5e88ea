import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { request } from '@playwright/test';
import { spawnAthenaSandbox } from '../lib/cli/spawn-athena-sandbox.ts';
import { type SpawnedServer, spawnServer } from '../lib/cli/spawn-server.ts';
import { ROLES } from '../lib/core/roles.ts';
import { type DemoServer, type Engine, publishWorld, readPasswords, statePath } from './world.ts';

/**
 * Starts the product with its demo, once for each engine that it can read events with, and once empty; signs in one
 * person of each role.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-e2e-'));
  const running: { stop(): Promise<void> }[] = [];
  const tearDown = async () => {
    await Promise.all(running.map((one) => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (name: string, demo: 'on' | 'off', environment: Record<string, string> = {}) => {
    const server = await spawnServer({ folder: folderOf(folder, name), demo, environment });
    running.push(server);
    return server;
  };
  try {
    // The first one builds what the others only start.
    const embedded = await signInAll(await start('embedded', 'on'), folder, 'embedded');
    const empty = await start('empty', 'off');
    const sandbox = await spawnAthenaSandbox(folderOf(folder, 'athena'));
    running.push(sandbox);
    const athena = await signInAll(await start('athena', 'on', sandbox.environment), folder, 'athena');
    publishWorld({ demo: { embedded, athena }, emptyUrl: empty.url, folder });
    return tearDown;
  } catch (cause) {
    await tearDown();
    throw cause;
  }
}

/** A data folder of its own; what reads events finds none yet. */
function folderOf(folder: string, name: string): string {
  const own = path.join(folder, name);
  mkdirSync(path.join(own, 'events'), { recursive: true });
  return own;
}

async function signInAll(server: SpawnedServer, folder: string, engine: Engine): Promise<DemoServer> {
  const passwords = readPasswords(server.folder);
  const people: Partial<DemoServer['people']> = {};
  for (const role of ROLES) {
    const email = `${role}@demo.flightdeck.local`;
    const password = passwords.get(email);
    if (!password) throw new Error(`The first start gave no password for ${email}.`);
    const name = await signIn(server.url, email, password, statePath(folder, engine, role));
    people[role] = { email, password, name };
  }
  return { url: server.url, people: people as DemoServer['people'] };
}

/** Signs in as the form does, without the form; keeps the cookies and answers the person's name. */
async function signIn(url: string, email: string, password: string, file: string): Promise<string> {
  const context = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } });
  const { csrfToken } = (await (await context.get('/api/auth/csrf')).json()) as { csrfToken: string };
  await context.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true', callbackUrl: url },
  });
  const me = await context.get('/api/me');
  if (!me.ok()) throw new Error(`${email} could not sign in: ${me.status()} ${await me.text()}`);
  const { name } = (await me.json()) as { name: string };
  await context.storageState({ path: file });
  await context.dispose();
  return name;
}
