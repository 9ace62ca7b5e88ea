import type { TokenActor } from '#lib/core/actor';
import type { Database } from '#lib/core/database';
import { isTokenShaped, tokenHash } from '#lib/people/token-secret';

/** The last use is for people to read; noting it more often would turn each read into a write. */
const NOTED_EVERY_MS = 60_000;

/** Who carries this token, or null when it is unknown, expired or revoked. Notes its use, once a minute. */
export async function verifyToken(db: Database, secret: string, now: Date): Promise<TokenActor | null> {
  if (!isTokenShaped(secret)) return null;
  const token = await db.serviceToken.findUnique({ where: { hash: tokenHash(secret) } });
  if (!token || token.revokedAt || token.expiresAt <= now) return null;
  const dueBefore = new Date(now.getTime() - NOTED_EVERY_MS);
  if (!token.lastUsedAt || token.lastUsedAt <= dueBefore) {
    await db.serviceToken.updateMany({
      where: { id: token.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lte: dueBefore } }] },
      data: { lastUsedAt: now },
    });
  }
  return { kind: 'token', id: token.id, name: token.name, role: token.role };
}
