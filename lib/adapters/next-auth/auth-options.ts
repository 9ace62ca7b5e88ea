import type { Account, NextAuthOptions, Profile, User } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { type Claims, claimsOf, livePerson, SESSION_SECONDS } from '#lib/adapters/next-auth/claims';
import { authCookies, isSecure } from '#lib/adapters/next-auth/cookies';
import { sessionSecret } from '#lib/adapters/next-auth/session-secret';
import type { Log } from '#lib/core/ctx';
import type { Database } from '#lib/core/database';
import type { Env } from '#lib/core/env';
import { isAppError } from '#lib/core/errors';
import type { ProvidedIdentity } from '#lib/people/provided-identity';
import { SignInRefused } from '#lib/people/sign-in-refused';
import type { Person } from '#prisma/generated/client';

/** What signing in needs: who decides, and what of the request that it happens in. */
export interface SignInDeps {
  db: Database;
  env: Env;
  log: Log;
  now: Date;
  /** Answers who the password belongs to, or throws the refusal. */
  byPassword(typed: { email: string; password: string }): Promise<Person>;
  /** Answers whom the identity provider means, or throws the refusal. */
  byProvider(identity: ProvidedIdentity): Promise<Person>;
}

interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What the OpenID Connect core specification (5.1) says an identity provider tells of somebody. */
interface OidcProfile extends Profile {
  iss?: string;
  sub: string;
  email_verified?: boolean;
}

/** How people sign in: with a password, and through the identity provider where one is configured. */
export async function authOptions(deps: SignInDeps): Promise<NextAuthOptions> {
  const { env, log } = deps;
  return {
    secret: await sessionSecret(env),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(env),
    cookies: authCookies(env),
    providers: [passwordProvider(deps), ...identityProviders(env)],
    callbacks: {
      signIn: ({ user, account, profile }) => admit(deps, user, account, profile),
      jwt: ({ token, user }) => claims(deps, token, user),
      session: ({ session }) => session,
    },
    logger: {
      error: (code, metadata) => log.warn({ code, err: causeOf(metadata) }, 'next-auth'),
      warn: () => {},
      debug: () => {},
    },
  };
}

function passwordProvider(deps: SignInDeps): ReturnType<typeof Credentials> {
  return Credentials({
    credentials: { email: {}, password: {} },
    authorize: async (typed) => {
      const credentials = { email: typed?.email ?? '', password: typed?.password ?? '' };
      const person = await deps.byPassword(credentials).catch((error: unknown) => {
        throw new Error(reasonOf(error, deps));
      });
      return { id: person.id, name: person.name, email: person.email, claims: claimsOf(person, deps.now) };
    },
  });
}

function identityProviders(env: Env): OAuthConfig<OidcProfile>[] {
  const issuer = env.AUTH_OIDC_ISSUER;
  const clientId = env.AUTH_OIDC_CLIENT_ID;
  const clientSecret = env.AUTH_OIDC_CLIENT_SECRET;
  return issuer && clientId && clientSecret ? [oidc({ issuer, clientId, clientSecret })] : [];
}

function oidc({ issuer, clientId, clientSecret }: OidcSettings): OAuthConfig<OidcProfile> {
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    profile: (profile) => ({ id: profile.sub, name: profile.name ?? null, email: profile.email ?? null }),
  };
}

/** Whether somebody may come in; where not, the address of the sign-in page with the reason. */
async function admit(
  deps: SignInDeps,
  user: User,
  account: Account | null,
  profile: Profile | undefined,
): Promise<true | string> {
  if (account?.provider !== 'oidc') return true;
  const said = profile as OidcProfile | undefined;
  try {
    const person = await deps.byProvider({
      issuer: said?.iss ?? deps.env.AUTH_OIDC_ISSUER ?? '',
      subject: said?.sub ?? account.providerAccountId,
      email: said?.email ?? null,
      isEmailVerified: said?.email_verified === true,
    });
    Object.assign(user, { claims: claimsOf(person, deps.now) });
    return true;
  } catch (error) {
    return `/sign-in?error=${encodeURIComponent(reasonOf(error, deps))}`;
  }
}

/** At sign-in: what the cookie will say. Later: the same, unless the session is over, which removes the cookie. */
async function claims(
  deps: SignInDeps,
  token: JWT,
  user: (User & { claims?: Claims }) | undefined,
): Promise<JWT> {
  if (user) return { name: user.name ?? null, email: user.email ?? null, ...user.claims };
  if (await livePerson(deps.db, token, deps.now)) return token;
  throw new Error('The session is over.');
}

/** The word that the sign-in page knows the refusal by. */
function reasonOf(error: unknown, { log }: SignInDeps): string {
  if (error instanceof SignInRefused) return error.reason;
  if (isAppError(error) && error.code === 'rate_limited') return `throttled:${error.retryAfterSeconds ?? 60}`;
  log.error({ err: error }, 'a sign-in could not be checked');
  return 'failed';
}

function causeOf(metadata: unknown): unknown {
  return metadata instanceof Error
    ? metadata
    : ((metadata as { error?: unknown } | undefined)?.error ?? metadata);
}
