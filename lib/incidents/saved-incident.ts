import type {
  SavedIncident,
  SavedPostMortem,
  ServedFollowUp,
  ServedItem,
  ServedNotice,
} from '#lib/incidents/answers';
import { CHECKLIST, type ItemId } from '#lib/incidents/checklist';
import type { ItemState } from '#lib/incidents/item-decision';
import type { NoticeState } from '#lib/incidents/notice-state';
import type { Scope } from '#lib/incidents/schema';
import type { Severity } from '#lib/incidents/severity';
import type { IncidentStatus } from '#lib/incidents/status';
import type { ChecklistItem, FollowUp, Incident, IncidentNotice, PostMortem } from '#prisma/generated/client';

// Only this product writes these tables, and the shapes named here are those that it writes.

/** A stored incident as it is served. */
export function savedIncidentOf(row: Incident): SavedIncident {
  const { id, number, title, environment, functions, failureReason, version, openedBy } = row;
  return {
    ...{ id, number, title, environment, functions, failureReason, version, openedBy },
    severity: row.severity as Severity,
    scope: row.scope as Scope,
    status: row.status as IncidentStatus,
    owner: ownerOf(row),
    openedAt: row.openedAt.toISOString(),
    detectedAt: isoOf(row.detectedAt),
    mitigatedAt: isoOf(row.mitigatedAt),
    closedAt: isoOf(row.closedAt),
  };
}

/** The items of a checklist in the guide's order. */
export function servedItems(rows: readonly ChecklistItem[]): ServedItem[] {
  return CHECKLIST.flatMap(({ id }) => rows.filter(({ item }) => item === id).map(servedItem));
}

export function servedItem(row: ChecklistItem): ServedItem {
  return {
    item: row.item as ItemId,
    state: row.state as ItemState,
    by: row.by,
    byKind: row.byKind,
    at: isoOf(row.decidedAt),
    reason: row.reason,
    evidence: row.evidence as unknown as ServedItem['evidence'],
    look: row.look as unknown as ServedItem['look'],
  };
}

export function servedNotice(row: IncidentNotice): ServedNotice {
  const { id, kind, channel, attempts, isRepeat, problem } = row;
  return {
    ...{ id, kind, channel, attempts, isRepeat, problem },
    headline: (row.message as { headline: string }).headline,
    state: row.state as NoticeState,
    sentAt: isoOf(row.sentAt),
    nextAttemptAt: row.nextAttemptAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

export function savedPostMortemOf(row: PostMortem): SavedPostMortem {
  return {
    sections: row.sections as unknown as SavedPostMortem['sections'],
    version: row.version,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedBy: row.updatedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function servedFollowUp(row: FollowUp): ServedFollowUp {
  const { id, text, doneBy, version, createdBy } = row;
  return {
    ...{ id, text, doneBy, version, createdBy },
    owner: ownerOf(row),
    dueOn: isoOf(row.dueOn)?.slice(0, 10) ?? null,
    doneAt: isoOf(row.doneAt),
    createdAt: row.createdAt.toISOString(),
  };
}

function ownerOf({ ownerId, ownerName }: { ownerId: string | null; ownerName: string | null }) {
  return ownerId === null || ownerName === null ? null : { id: ownerId, name: ownerName };
}

function isoOf(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
