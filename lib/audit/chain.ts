import { canonicalJson, type Json } from '#lib/core/canonical-json';
import { sha256 } from '#lib/core/hash';

/** The previous hash of the first entry. */
export const GENESIS = '0'.repeat(64);

/** An audit entry as it is hashed, served and exported: `sequence` counts from 1 without gaps. */
export interface AuditLink {
  sequence: number;
  time: string;
  actor: { kind: string; id: string; name: string };
  action: string;
  subject: { kind: string; id: string };
  details: { [key: string]: Json };
  requestId: string;
  previousHash: string;
  hash: string;
}

/** SHA-256 over the canonical JSON of everything but the hash itself; the previous hash is part of it. */
export function linkHash(link: Omit<AuditLink, 'hash'>): string {
  const { sequence, time, actor, action, subject, details, requestId, previousHash } = link;
  return sha256(canonicalJson({ sequence, time, actor, action, subject, details, requestId, previousHash }));
}

/** What is wrong with `link` as the successor of `previous` (null before the first), or null when it is sound. */
export function faultOf(
  previous: Pick<AuditLink, 'sequence' | 'hash'> | null,
  link: AuditLink,
): string | null {
  const expectedSequence = (previous?.sequence ?? 0) + 1;
  if (link.sequence !== expectedSequence)
    return `entry ${expectedSequence} is missing: ${link.sequence} follows`;
  if (link.previousHash !== (previous?.hash ?? GENESIS))
    return 'its previous hash is not the hash of the entry before';
  if (link.hash !== linkHash(link)) return 'its content does not match its hash';
  return null;
}
