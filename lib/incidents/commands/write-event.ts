import type { Transaction } from '#lib/core/database';

export interface IncidentEventDraft {
  at: Date;
  kind: string;
  sentence: string;
  /** Who did it; left out for what nobody did. */
  by?: string;
  href?: string;
}

/** Writes a line of an incident's timeline; it is part of the transaction that makes it true. */
export async function writeEvent(
  tx: Transaction,
  incidentId: string,
  { at, kind, sentence, by = undefined, href = undefined }: IncidentEventDraft,
): Promise<void> {
  await tx.incidentEvent.create({
    data: { incidentId, at, kind, sentence, by: by ?? null, href: href ?? null },
  });
}
