import { randomUUID } from 'node:crypto';
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '#lib/adapters/next-auth/auth-options';
import { addressOf, assertRate } from '#lib/http/guard';
import { problemResponse } from '#lib/http/problem';
import { RATE_LIMITS } from '#lib/http/rate-limit';
import { ctxFor, services } from '#lib/http/services';
import { signIn } from '#lib/people/commands/sign-in';
import { signInByProvider } from '#lib/people/commands/sign-in-by-provider';

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

/** Signing in and out speaks next-auth's own protocol, with its own cross-site check, so it is no `route()`. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  const requestId = randomUUID();
  const provided = await services();
  const address = addressOf(request);
  // Without a configured address the product runs on this machine, at whatever port the browser asked.
  if (!provided.env.NEXTAUTH_URL) process.env.AUTH_TRUST_HOST = '1';
  try {
    assertRate(provided.limiter, `sign-in:${address}`, RATE_LIMITS.public, Date.now());
    const ctx = ctxFor(provided, { actor: { kind: 'anonymous', id: 'anonymous' }, requestId });
    const options = await authOptions({
      db: ctx.db,
      env: provided.env,
      log: ctx.log,
      now: ctx.now,
      byPassword: (typed) => signIn(ctx, { ...typed, address }),
      byProvider: (identity) => signInByProvider(ctx, { ...identity, address }),
    });
    return await NextAuth(request, context, options);
  } catch (thrown) {
    return problemResponse(thrown, requestId, provided.log);
  }
}

export { handle as GET, handle as POST };
