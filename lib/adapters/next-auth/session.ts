import { decode } from 'next-auth/jwt';
import { livePerson } from '#lib/adapters/next-auth/claims';
import { sessionCookieName } from '#lib/adapters/next-auth/cookies';
import { type SecretSource, sessionSecret } from '#lib/adapters/next-auth/session-secret';
import type { PersonActor } from '#lib/core/actor';
import type { Database } from '#lib/core/database';
import type { Env } from '#lib/core/env';

interface SessionDeps {
  db: Database;
  env: SecretSource & Pick<Env, 'NEXTAUTH_URL'>;
}

/** Anything that cookies can be read from: what `cookies()` of next/headers answers, a Map of them, … */
interface CookieJar {
  get(name: string): { value: string } | undefined;
}

/** Who is signed in, looked up afresh on each call, or null. Without a jar, the present request's cookies are read. */
export async function readSession(deps: SessionDeps, jar?: CookieJar): Promise<PersonActor | null> {
  const cookie = (jar ?? (await presentCookies())).get(sessionCookieName(deps.env))?.value;
  if (!cookie) return null;
  const token = await decode({ token: cookie, secret: await sessionSecret(deps.env) }).catch(() => null);
  return livePerson(deps.db, token, new Date());
}

async function presentCookies(): Promise<CookieJar> {
  // Loaded when needed: outside Next, in tests and on the command line, the module is of no use.
  const { cookies } = await import('next/headers');
  return cookies();
}
