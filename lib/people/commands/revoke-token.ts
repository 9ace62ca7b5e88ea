import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';

/** Ends a service token at once; one that has ended already stays so. */
export async function revokeToken(ctx: Ctx, id: string): Promise<void> {
  assertAllowed(ctx.actor, 'tokens.manage');
  await audited(ctx, async (tx) => {
    const token = await tx.serviceToken.findUnique({ where: { id } });
    if (!token) throw new AppError('not_found', 'There is no such service token.');
    if (token.revokedAt) return { value: null, entry: [] };
    await tx.serviceToken.update({ where: { id }, data: { revokedAt: ctx.now } });
    const entry = { action: 'token.revoked', subject: { kind: 'token', id }, details: { name: token.name } };
    return { value: null, entry };
  });
}
