import type { JWT } from 'next-auth/jwt';
import { z } from 'zod';
import type { PersonActor } from '#lib/core/actor';
import type { Database } from '#lib/core/database';
import { personActor } from '#lib/people/views';
import type { Person } from '#prisma/generated/client';

/** How long a sign-in lasts, in seconds; using the product does not prolong it. */
export const SESSION_SECONDS = 12 * 3600;

const Claims = z.object({
  personId: z.uuid(),
  sessionVersion: z.number().int(),
  /** Epoch seconds. */
  authenticatedAt: z.number().int(),
});
export type Claims = z.infer<typeof Claims>;

/** What a session cookie says of somebody who has just signed in. */
export function claimsOf(person: Pick<Person, 'id' | 'sessionVersion'>, now: Date): Claims {
  return {
    personId: person.id,
    sessionVersion: person.sessionVersion,
    authenticatedAt: Math.floor(now.getTime() / 1000),
  };
}

/**
 * The person of a session, as the database knows them at this moment, or null when the session is over: too old, or
 * ended, or its person is disabled or gone.
 */
export async function livePerson(db: Database, token: JWT | null, now: Date): Promise<PersonActor | null> {
  const claims = Claims.safeParse(token);
  if (!claims.success) return null;
  const { personId, sessionVersion, authenticatedAt } = claims.data;
  if (now.getTime() / 1000 - authenticatedAt >= SESSION_SECONDS) return null;
  const person = await db.person.findUnique({ where: { id: personId } });
  if (!person?.isActive || person.sessionVersion !== sessionVersion) return null;
  return personActor(person, new Date(authenticatedAt * 1000));
}
