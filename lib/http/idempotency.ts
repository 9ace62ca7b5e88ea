import { canonicalJson } from '#lib/core/canonical-json';
import type { IdempotencyClaim } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import { sha256 } from '#lib/core/hash';

const MAX_KEY_LENGTH = 200;

/** The caller's `Idempotency-Key` bound to this very request; undefined for reads and where none was sent. */
export function readClaim(request: Request, body: unknown): IdempotencyClaim | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null || request.method === 'GET') return undefined;
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw new AppError('invalid', `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`);
  }
  const { pathname, search } = new URL(request.url);
  const parts = [request.method, pathname, search, canonicalJson(body ?? null)];
  return { key, request: sha256(parts.join('\n')) };
}
