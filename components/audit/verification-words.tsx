import type { AuditVerification } from '#lib/audit/schema';
import { formatCount } from '#lib/core/format';

/** The outcome of a verification as one or two sentences that name the first broken entry. */
export function verificationWords(found: AuditVerification): string {
  const { entries, brokenAt, anchors } = found;
  if (brokenAt) {
    return `The chain is broken at entry ${formatCount(brokenAt.sequence)}: ${brokenAt.reason}. Everything from there on cannot be trusted.`;
  }
  if (!anchors.ok) {
    const where = anchors.brokenAt
      ? ` at entry ${formatCount(anchors.brokenAt.sequence)}: ${anchors.brokenAt.reason}`
      : '';
    return `The chain is whole in itself, but differs from what was kept outside the database${where}. It was rewritten.`;
  }
  if (entries === 0) return 'There are no entries yet, so there is nothing to verify.';
  const chain = `All ${formatCount(entries)} entries are whole and in order`;
  return anchors.checked === 0
    ? `${chain}. No anchors are kept outside the database, so a rewritten chain would not be seen.`
    : `${chain}, and agree with ${formatCount(anchors.checked)} anchors kept outside the database.`;
}
