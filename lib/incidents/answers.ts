import type { SavedChange } from '#lib/changes/answers';
import type { Check } from '#lib/core/errors';
import type { ItemId } from '#lib/incidents/checklist';
import type { Evidence } from '#lib/incidents/finding';
import type { ItemState, Look } from '#lib/incidents/item-decision';
import type { NoticeState } from '#lib/incidents/notice-state';
import type { PostMortemSection } from '#lib/incidents/post-mortem-sections';
import type { Scope } from '#lib/incidents/schema';
import type { Severity } from '#lib/incidents/severity';
import type { IncidentStatus } from '#lib/incidents/status';
import type { Timings } from '#lib/incidents/timings';

export interface SavedIncident {
  id: string;
  /** How people call it: incident 12. */
  number: number;
  title: string;
  severity: Severity;
  environment: string;
  scope: Scope;
  functions: string[];
  failureReason: string;
  status: IncidentStatus;
  owner: { id: string; name: string } | null;
  version: number;
  openedBy: string;
  openedAt: string;
  detectedAt: string | null;
  mitigatedAt: string | null;
  closedAt: string | null;
}

/** An incident in a list, with how far its checklist is. */
export interface ListedIncident extends SavedIncident {
  itemsOpen: number;
}

export interface Incidents {
  incidents: ListedIncident[];
  nextCursor: string | null;
}

export interface TimelineEntry {
  id: string;
  at: string;
  kind: string;
  sentence: string;
  /** Who did it; null for what nobody did. */
  by: string | null;
  /** The page of what it is about. */
  href: string | null;
}

export interface ServedItem {
  item: ItemId;
  state: ItemState;
  by: string | null;
  byKind: string | null;
  at: string | null;
  reason: string | null;
  evidence: Evidence | null;
  look: Look | null;
}

export interface ServedNotice {
  id: string;
  kind: string;
  channel: string;
  headline: string;
  state: NoticeState;
  attempts: number;
  isRepeat: boolean;
  sentAt: string | null;
  nextAttemptAt: string;
  problem: string | null;
  createdAt: string;
}

export interface SavedPostMortem {
  sections: PostMortemSection[];
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

export interface ServedFollowUp {
  id: string;
  text: string;
  owner: { id: string; name: string } | null;
  dueOn: string | null;
  doneAt: string | null;
  doneBy: string | null;
  version: number;
  createdBy: string;
  createdAt: string;
}

/** Everything about one incident. */
export interface ServedIncident extends SavedIncident {
  changes: SavedChange[];
  timeline: TimelineEntry[];
  items: ServedItem[];
  notices: ServedNotice[];
  /** Whether messages go anywhere, and where people read them. */
  notifier: { channel: string; isConfigured: boolean };
  postMortem: SavedPostMortem | null;
  followUps: ServedFollowUp[];
  timings: Timings;
  /** What must hold before it is closed. */
  checks: Check[];
  /** Who may be its owner, or that of a follow-up. */
  candidates: { id: string; name: string }[];
}
