import type { Actor } from '#lib/core/actor';
import type { Check } from '#lib/core/errors';

/** How long a sign-in counts as recent for a change to production. */
const RECENT_MINUTES = 15;

/**
 * Whether the one who asks has proved lately who they are. A service token proves it with each request; the product
 * itself acts by rules that people made.
 */
export function recencyCheck(actor: Actor, now: Date): Check {
  const check = {
    id: 'signed_in_recently',
    label: `You signed in within the last ${RECENT_MINUTES} minutes`,
  };
  if (actor.kind !== 'person')
    return { ...check, status: 'pass', reason: 'This request proves who it comes from.' };
  const minutes = (now.getTime() - actor.authenticatedAt.getTime()) / 60_000;
  return minutes <= RECENT_MINUTES
    ? { ...check, status: 'pass', reason: `You signed in ${Math.floor(minutes)} min ago.` }
    : { ...check, status: 'fail', reason: 'Enter your password again.' };
}
