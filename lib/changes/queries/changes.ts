import { assertAllowed } from '#lib/auth/permissions';
import type { Changes, ServedChange } from '#lib/changes/answers';
import { asSeenBy } from '#lib/changes/queries/as-seen-by';
import { checksOf } from '#lib/changes/queries/checks-of';
import { loadChange } from '#lib/changes/queries/load-change';
import { savedChangeOf } from '#lib/changes/saved-change';
import type { ChangesQuery } from '#lib/changes/schema';
import type { Ctx } from '#lib/core/ctx';

/** The newest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listChanges(ctx: Ctx, { kind, status, cursor, limit }: ChangesQuery): Promise<Changes> {
  assertAllowed(ctx.actor, 'production.read');
  const rows = await ctx.db.change.findMany({
    where: { ...(kind === undefined ? {} : { kind }), ...(status === undefined ? {} : { status }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const changes = rows.slice(0, limit).map((row) => asSeenBy(ctx.actor, savedChangeOf(row)));
  return { changes, nextCursor: rows.length > limit ? (changes.at(-1)?.id ?? null) : null };
}

/** One change; while it is only planned, with what must hold before it may begin, looked up now. */
export async function getChange(ctx: Ctx, id: string): Promise<ServedChange> {
  assertAllowed(ctx.actor, 'production.read');
  const change = asSeenBy(ctx.actor, await loadChange(ctx.db, id));
  return { ...change, checks: change.status === 'planned' ? await checksOf(ctx, change) : [] };
}
