import { readSession } from '#lib/adapters/next-auth/session';
import type { Actor } from '#lib/core/actor';
import { AppError } from '#lib/core/errors';
import type { Services } from '#lib/http/services';
import { verifyToken } from '#lib/people/commands/verify-token';

const ANONYMOUS: Actor = { kind: 'anonymous', id: 'anonymous' };

/**
 * Who asks: the bearer of a service token, else the person of the session, else nobody.
 *
 * @throws AppError `unauthenticated` for a token that is unknown, expired or revoked: a caller who sends one means it.
 */
export async function identify(request: Request, provided: Services): Promise<Actor> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
    const actor = token ? await verifyToken(provided.db, token, new Date()) : null;
    if (actor) return actor;
    throw new AppError(
      'unauthenticated',
      'This service token is unknown, expired or revoked; make a new one.',
    );
  }
  return (await readSession(provided)) ?? ANONYMOUS;
}
