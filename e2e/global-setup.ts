import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { request } from '@playwright/test';
import { spawnServer } from '../lib/cli/spawn-server.ts';
import { ROLES } from '../lib/core/roles.ts';
import { publishWorld, readPasswords, statePath, type World } from './world.ts';

/** Starts the product twice, with its demo and empty, and signs in one person of each role. */
export default async function setUp(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flightdeck-e2e-'));
  const [demoFolder, emptyFolder] = [path.join(folder, 'demo'), path.join(folder, 'empty')];
  for (const data of [demoFolder, emptyFolder]) mkdirSync(data);
  const demo = await spawnServer({ folder: demoFolder, demo: 'on' });
  const empty = await spawnServer({ folder: emptyFolder, demo: 'off' });

  const passwords = readPasswords(demoFolder);
  const people = {} as World['people'];
  for (const role of ROLES) {
    const email = `${role}@demo.flightdeck.local`;
    const password = passwords.get(email);
    if (!password) throw new Error(`The first start gave no password for ${email}.`);
    const name = await signIn(demo.url, email, password, statePath(folder, role));
    people[role] = { email, password, name };
  }
  publishWorld({ url: demo.url, emptyUrl: empty.url, folder, people });

  return async () => {
    await Promise.all([demo.stop(), empty.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
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
  await context.storageState({ path: file });
  await context.dispose();
  return ((await me.json()) as { name: string }).name;
}
