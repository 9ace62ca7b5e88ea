import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { encode } from 'next-auth/jwt';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { authOptions } from '#lib/adapters/next-auth/auth-options';
import { claimsOf, SESSION_SECONDS } from '#lib/adapters/next-auth/claims';
import { authCookies, sessionCookieName } from '#lib/adapters/next-auth/cookies';
import { readSession } from '#lib/adapters/next-auth/session';
import { sessionSecret } from '#lib/adapters/next-auth/session-secret';
import type { Ctx } from '#lib/core/ctx';
import { type Env, readEnv } from '#lib/core/env';
import { createPerson } from '#lib/people/commands/create-person';
import { endSessions } from '#lib/people/commands/end-sessions';
import { signIn } from '#lib/people/commands/sign-in';
import { signInByProvider } from '#lib/people/commands/sign-in-by-provider';
import { updatePerson } from '#lib/people/commands/update-person';
import { testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const PASSWORD = 'three lazy tigers sing';
const ORIGIN = 'http://localhost:3999';

let database: TestDatabase;
let folder: string;
let env: Env;
let ctx: Ctx;
let anaId: string;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(path.join(os.tmpdir(), 'next-auth-'));
}, 60_000);
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  vi.stubEnv('NEXTAUTH_URL', ORIGIN);
  env = readEnv({ FLIGHTDECK_DATA: folder });
  await database.db.person.deleteMany();
  await database.db.signInThrottle.deleteMany();
  ctx = testCtx({ db: database.db, now: new Date(), newId: () => crypto.randomUUID() });
  const input = { email: 'ana@example.com', name: 'Ana', role: 'product' as const, password: PASSWORD };
  anaId = (await createPerson(ctx, input)).person.id;
});

/** The parts of a response that next-auth writes to. */
class Answer {
  redirect: string | undefined;
  body: unknown;
  cookies: string[] = [];

  status(): this {
    return this;
  }
  getHeader(): string[] {
    return this.cookies;
  }
  setHeader(name: string, value: string | string[]): this {
    if (name === 'Set-Cookie') this.cookies = [value].flat();
    if (name === 'Location') this.redirect = String(value);
    return this;
  }
  json(body: { url?: string }): void {
    this.body = body;
    this.redirect = body.url;
  }
  send(body: unknown): void {
    this.body = body;
  }
  end(): void {}
}

/** A browser as far as next-auth sees one: it keeps cookies and answers the cross-site check. */
class Browser {
  readonly cookies = new Map<string, { value: string }>();

  async ask(
    method: string,
    action: string,
    part: { providerId?: string; body?: object; query?: object } = {},
  ) {
    const anonymous: Ctx = { ...ctx, now: new Date(), actor: { kind: 'anonymous', id: 'anonymous' } };
    const options = await authOptions({
      db: ctx.db,
      env,
      log: ctx.log,
      now: anonymous.now,
      byPassword: (typed) => signIn(anonymous, { ...typed, address: '203.0.113.1' }),
      byProvider: (identity) => signInByProvider(anonymous, { ...identity, address: '203.0.113.1' }),
    });
    const request = {
      method,
      query: { nextauth: [action, part.providerId].filter((each) => each), ...part.query },
      body: part.body,
      cookies: Object.fromEntries([...this.cookies].map(([name, { value }]) => [name, value])),
      headers: { host: 'localhost:3999' },
    };
    const answer = new Answer();
    await NextAuth(request as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, { value: decodeURIComponent(value) });
    }
    return answer;
  }

  async post(action: string, providerId: string, body: object = {}) {
    const { body: csrf } = await this.ask('GET', 'csrf');
    const { csrfToken } = csrf as { csrfToken: string };
    return this.ask('POST', action, { providerId, body: { ...body, csrfToken, json: 'true' } });
  }

  /** What the sign-in page is told: null, or the reason. */
  async signIn(email: string, password: string): Promise<string | null> {
    const { redirect } = await this.post('callback', 'credentials', { email, password });
    return new URL(redirect ?? '', ORIGIN).searchParams.get('error');
  }
}

const session = (browser: Browser) => readSession({ db: database.db, env }, browser.cookies);

/** A JSON Web Token as an identity provider signs it (RS256), good for five minutes. */
function signedToken(claims: object, key: KeyObject): string {
  const now = Math.floor(Date.now() / 1000);
  const encoded = [
    { alg: 'RS256', kid: 'k' },
    { ...claims, iat: now, exp: now + 300 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${encoded}.${createSign('RSA-SHA256').update(encoded).sign(key, 'base64url')}`;
}

describe('a session by password', () => {
  it('knows the person as they are at this moment', async () => {
    const browser = new Browser();
    expect(await session(browser)).toBeNull();
    expect(await browser.signIn('ANA@example.com', PASSWORD)).toBeNull();
    const actor = await session(browser);
    expect(actor).toMatchObject({ kind: 'person', id: anaId, role: 'product', isApprover: false });
    expect(Date.now() - (actor?.authenticatedAt.getTime() ?? 0)).toBeLessThan(5_000);
    await updatePerson(ctx, anaId, { name: 'Ana Prado' });
    expect(await session(browser)).toMatchObject({ name: 'Ana Prado' });
  });

  it.each([
    ['the role changes', () => updatePerson(ctx, anaId, { role: 'viewer' })],
    ['the account is disabled', () => updatePerson(ctx, anaId, { isActive: false })],
    ['somebody ends it', () => endSessions(ctx, anaId)],
  ])('is over when %s, and its cookie goes', async (_, change) => {
    const browser = new Browser();
    await browser.signIn('ana@example.com', PASSWORD);
    await change();
    expect(await session(browser)).toBeNull();
    await browser.ask('GET', 'session');
    expect(browser.cookies.has('flightdeck.session')).toBe(false);
  });

  it('tells refusals apart', async () => {
    const browser = new Browser();
    expect(await browser.signIn('ana@example.com', 'wrong')).toBe('wrong');
    expect(await browser.signIn('nobody@example.com', 'wrong')).toBe('wrong');
    await updatePerson(ctx, anaId, { isActive: false });
    expect(await browser.signIn('ana@example.com', PASSWORD)).toBe('disabled');
    for (let count = 0; count < 5; count++) await browser.signIn('ana@example.com', 'wrong');
    expect(await browser.signIn('ana@example.com', PASSWORD)).toMatch(/^throttled:\d+$/);
    expect(await session(browser)).toBeNull();
  });

  it('is not made from another site’s form', async () => {
    const browser = new Browser();
    const body = { email: 'ana@example.com', password: PASSWORD, csrfToken: 'guessed', json: 'true' };
    await browser.ask('POST', 'callback', { providerId: 'credentials', body });
    expect(await session(browser)).toBeNull();
  });

  it('ends by signing out', async () => {
    const browser = new Browser();
    await browser.signIn('ana@example.com', PASSWORD);
    await browser.post('signout', '');
    expect(await session(browser)).toBeNull();
  });

  it('cannot be prolonged, forged or read with another key', async () => {
    const secret = await sessionSecret(env);
    const read = async (token: object, key = secret) => {
      const value = await encode({ token: { ...token }, secret: key });
      return readSession({ db: database.db, env }, new Map([['flightdeck.session', { value }]]));
    };
    const person = { id: anaId, sessionVersion: 0 };
    const ago = (seconds: number) => claimsOf(person, new Date(Date.now() - seconds * 1000));
    expect(await read(ago(SESSION_SECONDS - 60))).toMatchObject({ id: anaId });
    expect(await read(ago(SESSION_SECONDS + 1))).toBeNull();
    expect(await read(ago(0), 'another key that is long enough')).toBeNull();
    expect(await read({ sub: anaId })).toBeNull();
    const garbage = new Map([['flightdeck.session', { value: 'garbage' }]]);
    expect(await readSession({ db: database.db, env }, garbage)).toBeNull();
  });
});

describe('cookies', () => {
  it('are bound to the host and to https where there is https', () => {
    const secure = { NEXTAUTH_URL: 'https://flightdeck.example.com' };
    expect(sessionCookieName(secure)).toBe('__Host-flightdeck.session');
    expect(sessionCookieName({ NEXTAUTH_URL: undefined })).toBe('flightdeck.session');
    for (const cookie of Object.values(authCookies(secure))) {
      expect(cookie).toMatchObject({ options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true } });
      expect(cookie?.name).toMatch(/^__Host-/);
    }
  });
});

describe('the session key', () => {
  it('is made once for a data folder, for its owner’s eyes, and never in production', async () => {
    const own = await mkdtemp(path.join(folder, 'key-'));
    const embedded = { FLIGHTDECK_DATA: own, NEXTAUTH_SECRET: undefined, DATABASE_URL: undefined };
    const [one, two] = await Promise.all([sessionSecret(embedded), sessionSecret(embedded)]);
    expect(one).toBe(two);
    expect(one.length).toBeGreaterThanOrEqual(43);
    expect((await stat(path.join(own, 'secret'))).mode & 0o777).toBe(0o600);
    expect(() => sessionSecret({ ...embedded, DATABASE_URL: 'postgresql://x' })).toThrow('NEXTAUTH_SECRET');
  });
});

describe('a session by identity provider', () => {
  let issuer: string;
  let server: http.Server;
  /** What the provider says of whoever signs in next. */
  let said: Record<string, unknown>;
  let nonce: string;

  beforeAll(async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' };
    server = http.createServer((request, response) => {
      const answers: Record<string, () => object> = {
        '/.well-known/openid-configuration': () => ({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        }),
        '/jwks': () => ({ keys: [jwk] }),
        '/token': () => ({
          access_token: 'a',
          token_type: 'Bearer',
          id_token: signedToken({ ...said, nonce, iss: issuer, aud: 'flightdeck' }, privateKey),
        }),
      };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answers[request.url ?? '']?.()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  async function come(browser: Browser): Promise<string | undefined> {
    env = readEnv({
      FLIGHTDECK_DATA: folder,
      AUTH_OIDC_ISSUER: issuer,
      AUTH_OIDC_CLIENT_ID: 'flightdeck',
      AUTH_OIDC_CLIENT_SECRET: 'secret',
    });
    const { redirect } = await browser.post('signin', 'oidc', { callbackUrl: `${ORIGIN}/funnels` });
    const asked = new URL(redirect ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    nonce = asked.get('nonce') ?? '';
    const query = { code: 'c', state: asked.get('state') ?? '' };
    return (await browser.ask('GET', 'callback', { providerId: 'oidc', query })).redirect;
  }

  it('lets in the person with that verified address', async () => {
    said = { sub: '42', email: 'Ana@example.com', email_verified: true };
    const browser = new Browser();
    expect(await come(browser)).toBe(`${ORIGIN}/funnels`);
    expect(await session(browser)).toMatchObject({ id: anaId });
  });

  it.each([
    ['unverified', { sub: '42', email: 'ana@example.com' }],
    ['unverified', { sub: '42', email: 'ana@example.com', email_verified: 'true' }],
    ['unknown', { sub: '42', email: 'nobody@example.com', email_verified: true }],
  ])('refuses as %s: %j', async (reason, profile) => {
    said = profile;
    const browser = new Browser();
    expect(await come(browser)).toBe(`/sign-in?error=${reason}`);
    expect(await session(browser)).toBeNull();
    expect(await database.db.person.count()).toBe(1);
  });
});
