import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { request } from '@playwright/test';
import { type SpawnedServer, spawnServer } from '../lib/cli/spawn-server.ts';
import { ROLES } from '../lib/core/roles.ts';
import { publishWorld, readPasswords, statePath, type World } from './world.ts';

/** Starts the product twice, with its demo and empty, and signs in one person of each role. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-e2e-'));
  const servers: SpawnedServer[] = [];
  const tearDown = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  const start = async (demo: 'on' | 'off') => {
    const data = path.join(folder, `demo-${demo}`);
    mkdirSync(data);
    const server = await spawnServer({ folder: data, demo });
    servers.push(server);
    return server;
  };
  try {
    const demo = await start('on');
    const empty = await start('off');
    publishWorld({ url: demo.url, emptyUrl: empty.url, folder, people: await signInAll(demo, folder) });
    return tearDown;
  } catch (cause) {
    await tearDown();
    throw cause;
  }
}

async function signInAll(server: SpawnedServer, folder: string): Promise<World['people']> {
  const passwords = readPasswords(server.folder);
  const people: Partial<World['people']> = {};
  for (const role of ROLES) {
    const email = `${role}@demo.flightdeck.local`;
    const password = passwords.get(email);
    if (!password) throw new Error(`The first start gave no password for ${email}.`);
    const name = await signIn(server.url, email, password, statePath(folder, role));
    people[role] = { email, password, name };
  }
  return people as World['people'];
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
