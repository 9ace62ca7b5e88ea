import type { AuditVerification } from '#lib/audit/schema';
import type { KeptHead } from '#lib/core/audit-anchors';

/**
 * Whether every head that was kept outside is still in the chain.
 *
 * @param hashes the chain's hashes, at least for the sequences that were kept.
 */
export function compareAnchors(kept: KeptHead[], hashes: Map<number, string>): AuditVerification['anchors'] {
  const faults = kept.flatMap((head) => {
    const reason = faultOf(head, hashes.get(head.sequence));
    return reason ? [{ sequence: head.sequence, reason }] : [];
  });
  const [first] = faults.sort((a, b) => a.sequence - b.sequence);
  return { checked: kept.length, ok: !first, ...(first ? { brokenAt: first } : {}) };
}

function faultOf(head: KeptHead, hash: string | undefined): string | null {
  if (hash === head.hash) return null;
  const kept = `the anchor kept in ${head.place} at ${head.time}`;
  return hash === undefined
    ? `${kept} names an entry that is not in the chain any more`
    : `${kept} has another hash: the chain was rewritten`;
}
