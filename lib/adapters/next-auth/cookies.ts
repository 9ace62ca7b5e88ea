import type { CookiesOptions } from 'next-auth';
import type { Env } from '#lib/core/env';

const QUARTER_HOUR_SECONDS = 900;

/** Whether browsers reach the product by https. */
export function isSecure(env: Pick<Env, 'NEXTAUTH_URL'>): boolean {
  return env.NEXTAUTH_URL?.startsWith('https://') ?? false;
}

/** The session cookie's name. `__Host-` binds a cookie to this very host, which browsers grant on https alone. */
export function sessionCookieName(env: Pick<Env, 'NEXTAUTH_URL'>): string {
  return `${prefixOf(env)}flightdeck.session`;
}

/** All cookies of signing in: out of reach of scripts, not sent by other sites' requests. */
export function authCookies(env: Pick<Env, 'NEXTAUTH_URL'>): Partial<CookiesOptions> {
  const base = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(env) } as const;
  const cookie = (name: string, maxAge?: number) => ({
    name: `${prefixOf(env)}flightdeck.${name}`,
    options: maxAge === undefined ? base : { ...base, maxAge },
  });
  return {
    sessionToken: { name: sessionCookieName(env), options: base },
    callbackUrl: cookie('callback-url'),
    csrfToken: cookie('csrf-token'),
    pkceCodeVerifier: cookie('pkce-code-verifier', QUARTER_HOUR_SECONDS),
    state: cookie('state', QUARTER_HOUR_SECONDS),
    nonce: cookie('nonce', QUARTER_HOUR_SECONDS),
  };
}

function prefixOf(env: Pick<Env, 'NEXTAUTH_URL'>): string {
  return isSecure(env) ? '__Host-' : '';
}
