import type { Tone } from '#components/ui/badge';
import type { TokenView } from '#lib/people/token-schema';

const SOON_MS = 7 * 86_400_000;

/** Whether a token works, with the meaning it has for its owner. */
export function tokenState(
  token: Pick<TokenView, 'revokedAt' | 'expiresAt'>,
  now: Date,
): { label: string; tone: Tone; isWorking: boolean } {
  if (token.revokedAt) return { label: 'revoked', tone: 'unknown', isWorking: false };
  const leftMs = Date.parse(token.expiresAt) - now.getTime();
  if (leftMs <= 0) return { label: 'expired', tone: 'unknown', isWorking: false };
  if (leftMs < SOON_MS) return { label: 'expires soon', tone: 'attention', isWorking: true };
  return { label: 'works', tone: 'good', isWorking: true };
}
