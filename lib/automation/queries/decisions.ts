import { assertAllowed } from '#lib/auth/permissions';
import type { Decisions, ServedDecision } from '#lib/automation/answers';
import type { DecisionsQuery } from '#lib/automation/schema';
import { nameOfSource } from '#lib/automation/source';
import type { TriggerId } from '#lib/automation/triggers';
import type { Ctx } from '#lib/core/ctx';
import type { AlarmDecision } from '#prisma/generated/client';

/** What was decided, the newest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listDecisions(ctx: Ctx, query: DecisionsQuery): Promise<Decisions> {
  assertAllowed(ctx.actor, 'production.read');
  const { function: functionName, show, cursor, limit } = query;
  const rows = await ctx.db.alarmDecision.findMany({
    where: {
      ...(functionName === undefined ? {} : { functionName }),
      ...(show === 'all' ? {} : { state: 'ALARM' }),
    },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const decisions = rows.slice(0, limit).map(served);
  return { decisions, nextCursor: rows.length > limit ? (decisions.at(-1)?.id ?? null) : null };
}

function served(row: AlarmDecision): ServedDecision {
  const { id, source, functionName, why, changeId, incidentId } = row;
  // Only this product writes these columns, and these are the words that it writes.
  const trigger = row.trigger as TriggerId;
  return {
    id,
    name: nameOfSource(source),
    functionName,
    trigger,
    state: row.state as ServedDecision['state'],
    since: row.since.toISOString(),
    outcome: row.outcome as ServedDecision['outcome'],
    why,
    changeId,
    incidentId,
    decidedAt: row.decidedAt.toISOString(),
  };
}
