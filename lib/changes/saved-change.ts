import type { SavedChange } from '#lib/changes/answers';
import type { Kind } from '#lib/changes/plans';
import type { Change } from '#prisma/generated/client';

/** A stored change as it is served; the checks are made when somebody asks. */
export function savedChangeOf<K extends Kind = Kind>(row: Change): SavedChange<K> {
  const { id, kind, environment, status, reason, plan, planHash, confirmation, incidentId } = row;
  const change = {
    id,
    kind,
    environment,
    status,
    reason,
    plan,
    planHash,
    confirmation,
    requestedBy: { kind: row.requesterKind, id: row.requesterId, name: row.requesterName },
    incidentId,
    verdict: row.verdict,
    result: row.result,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    cancellation: row.cancelledAt
      ? { at: row.cancelledAt.toISOString(), by: row.cancelledBy, reason: row.cancelReason }
      : null,
  };
  // Only this product writes these columns, and these are the shapes that it writes.
  return change as unknown as SavedChange<K>;
}
