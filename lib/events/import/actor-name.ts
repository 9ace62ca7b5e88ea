import type { Actor } from '#lib/core/actor';

/** How an actor is called where people read. */
export function actorName(actor: Actor): string {
  return 'name' in actor ? actor.name : actor.id;
}
