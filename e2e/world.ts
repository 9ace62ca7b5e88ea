import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Role } from '../lib/core/roles.ts';

/** A product with its demo, and one signed-in browser state for each role. */
export interface DemoServer {
  url: string;
  people: Record<Role, { email: string; password: string; name: string }>;
}

/** Which engine the product reads its events with. */
export type Engine = 'embedded' | 'athena';

/** What the set-up leaves for the tests. */
export interface World {
  demo: Record<Engine, DemoServer>;
  /** A product that nobody has set up. */
  emptyUrl: string;
  folder: string;
}

const VARIABLE = 'FLIGHTDECK_E2E_WORLD';

export function publishWorld(world: World): void {
  process.env[VARIABLE] = JSON.stringify(world);
}

export function world(): World {
  const text = process.env[VARIABLE];
  if (!text) throw new Error('The set-up has not run.');
  return JSON.parse(text) as World;
}

/** The file of a role's cookies. */
export function statePath(folder: string, engine: Engine, role: Role): string {
  return path.join(folder, `${engine}-${role}.json`);
}

/** Reads the people out of the file that the first start writes. */
export function readPasswords(dataFolder: string): Map<string, string> {
  const text = readFileSync(path.join(dataFolder, 'demo-passwords.txt'), 'utf8');
  return new Map(
    [...text.matchAll(/(\S+@\S+)\s+(\S+)/g)].map(([, email = '', password = '']) => [email, password]),
  );
}
