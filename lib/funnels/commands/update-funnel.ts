import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import { actorName } from '#lib/core/actor';
import type { Ctx } from '#lib/core/ctx';
import { newerVersion } from '#lib/core/newer-version';
import { plainJson } from '#lib/core/plain-json';
import type { SavedFunnel } from '#lib/funnels/answers';
import { noSuchFunnel } from '#lib/funnels/no-such-funnel';
import { savedFunnelOf } from '#lib/funnels/saved-funnel';
import type { FunnelUpdate } from '#lib/funnels/schema';

const REMEDY = 'Load it, make the change again, or save yours as a new funnel.';

/**
 * Replaces a funnel's name and definition.
 *
 * @throws AppError `conflict` when the funnel is not at the version that the edit was made from.
 */
export async function updateFunnel(ctx: Ctx, id: string, update: FunnelUpdate): Promise<SavedFunnel> {
  assertAllowed(ctx.actor, 'funnels.edit');
  return audited(ctx, async (tx) => {
    const before = await tx.funnel.findUnique({ where: { id } });
    if (!before) throw noSuchFunnel();
    const { count } = await tx.funnel.updateMany({
      where: { id, version: update.version },
      data: {
        name: update.name,
        definition: plainJson(update.definition),
        version: { increment: 1 },
        updatedBy: actorName(ctx.actor),
        updatedAt: ctx.now,
      },
    });
    if (count === 0) throw newerVersion(before, { remedy: REMEDY });
    const value = savedFunnelOf(await tx.funnel.findUniqueOrThrow({ where: { id } }));
    const details = { name: value.name, previousName: before.name, version: value.version };
    return { value, entry: { action: 'funnel.updated', subject: { kind: 'funnel', id }, details } };
  });
}
