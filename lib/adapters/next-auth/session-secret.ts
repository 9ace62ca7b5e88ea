import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '#lib/core/env';

export type SecretSource = Pick<Env, 'NEXTAUTH_SECRET' | 'DATABASE_URL' | 'FLIGHTDECK_DATA'>;

const kept = new Map<string, Promise<string>>();

/**
 * The key that session cookies are encrypted with: the configured one, or, where the product keeps its own data, one
 * that it made and keeps beside that data.
 *
 * @throws Error in production without NEXTAUTH_SECRET: several servers must share one.
 */
export function sessionSecret(env: SecretSource): Promise<string> {
  if (env.NEXTAUTH_SECRET) return Promise.resolve(env.NEXTAUTH_SECRET);
  if (env.DATABASE_URL) throw new Error('NEXTAUTH_SECRET is missing: DATABASE_URL makes this a production.');
  const file = path.resolve(env.FLIGHTDECK_DATA, 'secret');
  const known = kept.get(file) ?? ownSecret(file);
  kept.set(file, known);
  known.catch(() => kept.delete(file));
  return known;
}

async function ownSecret(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 });
  // Linking fails when the file is there, so of several processes that start together all use the first one's.
  await link(draft, file).catch(() => {});
  await rm(draft, { force: true });
  return readFile(file, 'utf8');
}
