import { COMMON_PASSWORDS } from '#lib/people/common-passwords';

export const PASSWORD_MIN_LENGTH = 12;
/** Longer texts cost time to hash and add nothing. */
export const PASSWORD_MAX_LENGTH = 256;

interface Owner {
  email: string;
  name: string;
}

/**
 * Why a password cannot be taken, as a sentence, or null. Length and being hard to guess decide; no kinds of
 * characters are asked for (NIST SP 800-63B, 3.1.1).
 */
export function passwordFault(password: string, owner: Owner): string | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN_LENGTH) return `must have at least ${PASSWORD_MIN_LENGTH} characters`;
  if (length > PASSWORD_MAX_LENGTH) return `must have at most ${PASSWORD_MAX_LENGTH} characters`;
  const plain = plainOf(password);
  if (new Set(plain).size < 5) return 'must not repeat a few characters';
  if (COMMON_PASSWORDS.some((common) => isMostly(plain, common))) return 'must not be a common password';
  if (isRun(plain)) return 'must not be a row of neighbouring characters';
  if (wordsOf(owner).some((word) => isMostly(plain, word))) {
    return 'must not be the name or the e-mail address of its owner';
  }
  return null;
}

/** Without what people add to a weak password to make it pass: capitals, look-alikes, signs. */
function plainOf(password: string): string {
  return password
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replaceAll('0', 'o')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Whether `word`, repeated or not, leaves fewer than five characters of the password over. */
function isMostly(plain: string, word: string): boolean {
  return word.length >= 4 && plain.includes(word) && plain.replaceAll(word, '').length < 5;
}

function isRun(plain: string): boolean {
  const codes = [...plain].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.length > 0 && steps.every((step) => Math.abs(step) === 1);
}

function wordsOf({ email, name }: Owner): string[] {
  const [local = '', domain = ''] = email.split('@');
  const parts = [email, local, domain.split('.')[0] ?? '', name, ...name.split(/\s+/)];
  return parts.map(plainOf).filter((word) => word !== '');
}
