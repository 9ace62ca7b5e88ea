import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { type CreatedToken, type CreateToken, TOKEN_DEFAULT_DAYS } from '#lib/people/token-schema';
import { tokenHash, tokenPrefix, tokenSecret } from '#lib/people/token-secret';
import { tokenView } from '#lib/people/views';

const DAY_MS = 86_400_000;

/** Makes a service token; its text is answered this once and stored nowhere. */
export async function createToken(ctx: Ctx, input: CreateToken): Promise<CreatedToken> {
  assertAllowed(ctx.actor, 'tokens.manage');
  const secret = tokenSecret(ctx.secrets.bytes(32));
  let isFirstAnswer = false;
  const token = await audited(ctx, async (tx) => {
    isFirstAnswer = true;
    const { name, role, days = TOKEN_DEFAULT_DAYS } = input;
    const created = await tx.serviceToken.create({
      data: {
        id: ctx.newId(),
        name,
        role,
        hash: tokenHash(secret),
        prefix: tokenPrefix(secret),
        createdBy: ctx.actor.id,
        createdAt: ctx.now,
        expiresAt: new Date(ctx.now.getTime() + days * DAY_MS),
      },
    });
    const subject = { kind: 'token', id: created.id };
    const details = { name, role, expiresAt: created.expiresAt.toISOString() };
    return { value: tokenView(created), entry: { action: 'token.created', subject, details } };
  });
  return { token, secret: isFirstAnswer ? secret : null };
}
