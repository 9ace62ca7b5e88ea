import { isAllowed } from '#lib/auth/permissions';
import type { SavedChange } from '#lib/changes/answers';
import type { Actor } from '#lib/core/actor';
import { withoutKeys } from '#lib/tables/restore-report';

/** A change as an actor may see it: the report of a restore names keys of items to those alone who may change production. */
export function asSeenBy(actor: Actor, change: SavedChange): SavedChange {
  if (change.kind !== 'table-restore' || change.result === null || maySeeData(actor)) return change;
  return { ...change, result: withoutKeys(change.result) };
}

function maySeeData(actor: Actor): boolean {
  if (actor.kind === 'anonymous') return false;
  return actor.kind === 'system' || isAllowed(actor.role, 'production.change');
}
