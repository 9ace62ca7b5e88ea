import type { Json } from '#lib/core/canonical-json';

/** What has been done, in the past tense of its domain: `funnel.created`, `person.disabled`. */
export interface AuditDraft {
  action: string;
  subject: { kind: string; id: string };
  /** Only fields that the writer names one by one: never a request body, a secret or an event's content. */
  details: { [key: string]: Json };
}
