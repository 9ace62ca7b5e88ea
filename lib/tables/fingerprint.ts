/** How many items there are, and one number for all of them together. */
export interface Fingerprint {
  items: number;
  /** The sum of their SHA-256 modulo 2^256: the same in whatever order and parts they are read. */
  sum: bigint;
}

const MODULUS = 2n ** 256n;
const HEX_DIGITS = 64;

export const EMPTY_FINGERPRINT: Fingerprint = { items: 0, sum: 0n };

/** @param digest the SHA-256 of one more item's canonical text, as hex. */
export function withItem({ items, sum }: Fingerprint, digest: string): Fingerprint {
  return { items: items + 1, sum: (sum + BigInt(`0x${digest}`)) % MODULUS };
}

export function merged(parts: readonly Fingerprint[]): Fingerprint {
  return parts.reduce(
    (all, { items, sum }) => ({ items: all.items + items, sum: (all.sum + sum) % MODULUS }),
    EMPTY_FINGERPRINT,
  );
}

/** As 64 hex digits. */
export function hashText({ sum }: Fingerprint): string {
  return sum.toString(16).padStart(HEX_DIGITS, '0');
}
