import type { Ctx } from '#lib/core/ctx';
import type { HealthReading } from '#lib/core/health-probe';
import { askHealth } from '#lib/functions/queries/health';
import type { NoticeState } from '#lib/incidents/notice-state';
import { rollbacksOf } from '#lib/incidents/queries/rollbacks-of';
import type { Facts } from '#lib/incidents/seen-items';
import type { Incident } from '#prisma/generated/client';

/** Everything that is looked at to see which items hold; health is asked only where its item is open. */
export async function factsOf(ctx: Ctx, incident: Incident, asksHealth: boolean): Promise<Facts> {
  const { id, functions, mitigatedAt } = incident;
  const [rollbacks, notices] = await Promise.all([
    rollbacksOf(ctx.db, id),
    ctx.db.incidentNotice.findMany({ where: { incidentId: id }, orderBy: { sequence: 'asc' } }),
  ]);
  const rollback = rollbacks.at(-1) ?? null;
  const isMended = rollback === null ? mitigatedAt !== null : rollback.movedAt !== null;
  const health: ReadonlyMap<string, HealthReading | null> =
    asksHealth && isMended ? await askHealth(ctx, functions) : new Map();
  return {
    functions,
    rollback,
    mitigatedAt,
    notices: notices.map((notice) => ({ ...notice, state: notice.state as NoticeState })),
    live: ctx.lookout.now(),
    health,
  };
}
