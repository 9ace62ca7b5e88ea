import type { Actor } from '#lib/core/actor';
import { AppError } from '#lib/core/errors';
import { RATE_LIMITS, type RateLimit, type RateLimiter } from '#lib/http/rate-limit';

/** Who is at the other end of the line. The server that accepts the connection stamps this header. */
export const ADDRESS_HEADER = 'x-flightdeck-address';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller's network address, or `unknown` where no server of ours stamped it (tests). */
export function addressOf(request: Request): string {
  return request.headers.get(ADDRESS_HEADER) ?? 'unknown';
}

/**
 * Refuses a write that a browser sends from another site. A request with a bearer token carries no ambient
 * authority, so any origin may send it.
 */
export function assertSameOrigin(request: Request, ownOrigins: readonly string[]): void {
  if (SAFE_METHODS.has(request.method) || request.headers.has('authorization')) return;
  const origin = request.headers.get('origin');
  const isOwn = origin !== null && ownOrigins.includes(origin);
  const isSameSite = origin === null && request.headers.get('sec-fetch-site') === 'same-origin';
  if (!isOwn && !isSameSite) {
    throw new AppError(
      'forbidden',
      'This write came from another site. Open Flightdeck itself and try again.',
    );
  }
}

/** The origins at which this server may be addressed: the configured one, or the one that was asked. */
export function ownOrigins(request: Request, configured: string | undefined): string[] {
  if (configured) return [new URL(configured).origin];
  const host = request.headers.get('host');
  return host ? [`http://${host}`, `https://${host}`] : [];
}

/** Takes one token from the caller's bucket; refuses with `rate_limited` when it is empty. */
export function assertRate(limiter: RateLimiter, key: string, limit: RateLimit, now: number): void {
  const retryAfterSeconds = limiter.take(key, limit, now);
  if (retryAfterSeconds === 0) return;
  const seconds = Math.ceil(retryAfterSeconds);
  throw new AppError('rate_limited', `Too many requests at once. Try again in ${seconds} s.`, {
    retryAfterSeconds,
  });
}

/** The limit that fits a caller and a request: by name where the route declares one, else by method. */
export function limitFor(
  actor: Actor,
  method: string,
  declared: keyof typeof RATE_LIMITS | undefined,
): RateLimit {
  if (declared) return RATE_LIMITS[declared];
  if (actor.kind === 'anonymous') return RATE_LIMITS.public;
  return SAFE_METHODS.has(method) ? RATE_LIMITS.read : RATE_LIMITS.write;
}
