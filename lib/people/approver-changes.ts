import type { ApproverChangeView } from '#lib/people/approver-schema';
import type { ApproverChange, Person } from '#prisma/generated/client';

const LAPSES_AFTER_MS = 7 * 86_400_000;

/** Proposals made at this time or before have lapsed. */
export function proposedSince(now: Date): Date {
  return new Date(now.getTime() - LAPSES_AFTER_MS);
}

export function approverChangeView(
  change: ApproverChange & { person: Pick<Person, 'id' | 'name' | 'email'> },
  proposer: { id: string; name: string },
): ApproverChangeView {
  const { person } = change;
  return {
    id: change.id,
    person: { id: person.id, name: person.name, email: person.email },
    isApprover: change.isApprover,
    status: change.status,
    proposedBy: { id: proposer.id, name: proposer.name },
    proposedAt: change.proposedAt.toISOString(),
    expiresAt: new Date(change.proposedAt.getTime() + LAPSES_AFTER_MS).toISOString(),
  };
}
