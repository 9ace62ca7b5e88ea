// 32 characters that no typeface makes look alike, so each byte gives five unbiased bits.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789_';

/** How many random bytes a generated password takes. */
export const GENERATED_PASSWORD_BYTES = 20;

/** A password of 100 bits in four groups, to be read from a screen and typed once. */
export function generatedPassword(random: Uint8Array): string {
  const characters = [...random].map((byte) => ALPHABET[byte % ALPHABET.length]);
  return characters.join('').replaceAll(/(.{5})(?=.)/g, '$1-');
}
