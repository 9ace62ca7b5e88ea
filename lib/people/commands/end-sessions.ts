import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { loadPerson } from '#lib/people/queries';

/** Ends every session of a person at once. An admin may end anybody's, everybody their own. */
export async function endSessions(ctx: Ctx, id: string): Promise<void> {
  if (ctx.actor.kind !== 'person' || ctx.actor.id !== id) assertAllowed(ctx.actor, 'people.manage');
  await audited(ctx, async (tx) => {
    await loadPerson(tx, id);
    await tx.person.update({ where: { id }, data: { sessionVersion: { increment: 1 } } });
    const entry = { action: 'person.sessions_ended', subject: { kind: 'person', id }, details: {} };
    return { value: null, entry };
  });
}
