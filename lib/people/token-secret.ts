import { sha256 } from '#lib/core/hash';

const PREFIX = 'fd_';
const SHOWN = 8;

/** The text of a service token from 32 random bytes. */
export function tokenSecret(random: Uint8Array): string {
  if (random.length !== 32) throw new RangeError('A service token takes 32 random bytes.');
  return `${PREFIX}${Buffer.from(random).toString('base64url')}`;
}

/** What is stored of a token. It is as random as a key, so one fast hash is enough. */
export function tokenHash(secret: string): string {
  return sha256(secret);
}

/** What a token is told by. */
export function tokenPrefix(secret: string): string {
  return secret.slice(0, SHOWN);
}

/** Whether a text can be a token at all. */
export function isTokenShaped(text: string): boolean {
  return /^fd_[\w-]{43}$/.test(text);
}
