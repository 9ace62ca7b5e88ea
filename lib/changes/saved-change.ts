import type { ChangeStatus, SavedChange, Verification } from '#lib/changes/answers';
import type { PlannedMove } from '#lib/changes/plan';
import type { Change } from '#prisma/generated/client';

/** A stored change as it is served; the checks are made when somebody asks. */
export function savedChangeOf(row: Change): SavedChange {
  return {
    id: row.id,
    kind: row.kind,
    environment: row.environment,
    // Only this product writes these columns, and these are the shapes that it writes.
    status: row.status as ChangeStatus,
    reason: row.reason,
    plan: row.plan as unknown as PlannedMove[],
    planHash: row.planHash,
    confirmation: row.confirmation,
    requestedBy: { kind: row.requesterKind, id: row.requesterId, name: row.requesterName },
    incidentId: row.incidentId,
    verdict: row.verdict as unknown as Verification | null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
