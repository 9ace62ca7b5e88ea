import type { Actor, PersonActor } from '#lib/core/actor';
import { AppError } from '#lib/core/errors';

/**
 * What only somebody with a name may do: a service token stands for no person.
 *
 * @param deed as "a person has to …" goes on.
 * @throws AppError `forbidden`
 */
export function assertPerson(actor: Actor, deed: string): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new AppError('forbidden', `A person has to ${deed}: sign in; a token or a schedule may not.`);
}
