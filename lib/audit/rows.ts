import type { AuditLink } from '#lib/audit/chain';
import type { Prisma } from '#prisma/generated/client';

type Row = Prisma.AuditEntryGetPayload<true>;

/** The entry as it is stored. */
export function toRow(link: AuditLink): Prisma.AuditEntryCreateInput {
  return {
    sequence: link.sequence,
    time: link.time,
    actorKind: link.actor.kind,
    actorId: link.actor.id,
    actorName: link.actor.name,
    action: link.action,
    subjectKind: link.subject.kind,
    subjectId: link.subject.id,
    details: link.details,
    requestId: link.requestId,
    previousHash: link.previousHash,
    hash: link.hash,
  };
}

/** The entry as it is hashed and served. */
export function toLink(row: Row): AuditLink {
  return {
    sequence: Number(row.sequence),
    time: row.time.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    subject: { kind: row.subjectKind, id: row.subjectId },
    details: row.details as AuditLink['details'],
    requestId: row.requestId,
    previousHash: row.previousHash,
    hash: row.hash,
  };
}
