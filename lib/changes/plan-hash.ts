import { canonicalJson } from '#lib/core/canonical-json';
import { sha256 } from '#lib/core/hash';

/**
 * The SHA-256 of what a plan does, as 64 hex digits: kind, environment and deeds in canonical JSON. The words that
 * explain it are left out, so that better words do not void what somebody agreed to.
 */
export function planHashOf(kind: string, environment: string, deeds: unknown): string {
  return sha256(canonicalJson({ kind, environment, deeds }));
}
