import type { Account, NextAuthOptions, Profile, User } from 'next-auth';
import type { JWT } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { type Claims, claimsOf, livePerson, SESSION_SECONDS } from '#lib/adapters/next-auth/claims';
import { authCookies, isSecure } from '#lib/adapters/next-auth/cookies';
import { sessionSecret } from '#lib/adapters/next-auth/session-secret';
import type { Ctx } from '#lib/core/ctx';
import type { Env } from '#lib/core/env';
import { AppError } from '#lib/core/errors';
import { signIn } from '#lib/people/commands/sign-in';
import { signInByProvider } from '#lib/people/commands/sign-in-by-provider';
import { SignInRefused } from '#lib/people/sign-in-refused';

/** What signing in needs to know of the request that it happens in. */
export interface SignInRequest {
  ctx: Ctx;
  env: Env;
  /** The caller's network address. */
  address: string;
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
export async function authOptions(request: SignInRequest): Promise<NextAuthOptions> {
  const { env, ctx } = request;
  return {
    secret: await sessionSecret(env),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isSecure(env),
    cookies: authCookies(env),
    providers: [byPassword(request), ...byProvider(env)],
    callbacks: {
      signIn: ({ user, account, profile }) => admit(request, user, account, profile),
      jwt: ({ token, user }) => claims(ctx, token, user),
      session: ({ session }) => session,
    },
    logger: {
      error: (code, metadata) => ctx.log.warn({ code, err: causeOf(metadata) }, 'next-auth'),
      warn: () => {},
      debug: () => {},
    },
  };
}

function byPassword({ ctx, address }: SignInRequest): ReturnType<typeof Credentials> {
  return Credentials({
    credentials: { email: {}, password: {} },
    authorize: async (typed) => {
      const credentials = { email: typed?.email ?? '', password: typed?.password ?? '', address };
      const person = await signIn(ctx, credentials).catch((error: unknown) => {
        throw new Error(reasonOf(error, ctx));
      });
      return { id: person.id, name: person.name, email: person.email, claims: claimsOf(person, ctx.now) };
    },
  });
}

function byProvider(env: Env): OAuthConfig<OidcProfile>[] {
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
  request: SignInRequest,
  user: User,
  account: Account | null,
  profile: Profile | undefined,
): Promise<true | string> {
  if (account?.provider !== 'oidc') return true;
  const { ctx, env, address } = request;
  const said = profile as OidcProfile | undefined;
  try {
    const person = await signInByProvider(ctx, {
      issuer: said?.iss ?? env.AUTH_OIDC_ISSUER ?? '',
      subject: said?.sub ?? account.providerAccountId,
      email: said?.email ?? null,
      isEmailVerified: said?.email_verified === true,
      address,
    });
    Object.assign(user, { claims: claimsOf(person, ctx.now) });
    return true;
  } catch (error) {
    return `/sign-in?error=${encodeURIComponent(reasonOf(error, ctx))}`;
  }
}

/** At sign-in: what the cookie will say. Later: the same, unless the session is over, which removes the cookie. */
async function claims(ctx: Ctx, token: JWT, user: (User & { claims?: Claims }) | undefined): Promise<JWT> {
  if (user) return { name: user.name ?? null, email: user.email ?? null, ...user.claims };
  if (await livePerson(ctx.db, token, ctx.now)) return token;
  throw new Error('The session is over.');
}

/** The word that the sign-in page knows the refusal by. */
function reasonOf(error: unknown, ctx: Ctx): string {
  if (error instanceof SignInRefused) return error.reason;
  if (error instanceof AppError && error.code === 'rate_limited')
    return `throttled:${error.retryAfterSeconds ?? 60}`;
  ctx.log.error({ err: error }, 'a sign-in could not be checked');
  return 'failed';
}

function causeOf(metadata: unknown): unknown {
  return metadata instanceof Error
    ? metadata
    : ((metadata as { error?: unknown } | undefined)?.error ?? metadata);
}
