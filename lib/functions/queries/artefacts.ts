import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import type { ArtefactsQuery, ServedArtefacts } from '#lib/functions/artefact-schema';
import { servedArtefact } from '#lib/functions/served-artefact';

/** The packages that are kept, the newest first; the cursor is the hash of the last one of the page before. */
export async function listArtefacts(ctx: Ctx, { cursor, limit }: ArtefactsQuery): Promise<ServedArtefacts> {
  assertAllowed(ctx.actor, 'production.read');
  const rows = await ctx.db.artefact.findMany({
    orderBy: [{ uploadedAt: 'desc' }, { sha256: 'asc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { sha256: cursor }, skip: 1 }),
  });
  const artefacts = rows.slice(0, limit).map(servedArtefact);
  return { artefacts, nextCursor: rows.length > limit ? (artefacts.at(-1)?.sha256 ?? null) : null };
}
