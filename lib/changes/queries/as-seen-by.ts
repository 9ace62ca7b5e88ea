import { isAllowed } from '#lib/auth/permissions';
import type { SavedChange } from '#lib/changes/answers';
import type { Actor } from '#lib/core/actor';
import type { Json } from '#lib/core/canonical-json';
import { type RestoreReport, withoutKeys } from '#lib/tables/restore-report';

/** A change as an actor may see it: the report of a restore names keys of items to those alone who may change production. */
export function asSeenBy(actor: Actor, change: SavedChange): SavedChange {
  if (change.kind !== 'table-restore' || change.result === null || maySeeData(actor)) return change;
  // Written by the verification of a restore, and by nothing else.
  const report = change.result as unknown as RestoreReport;
  return { ...change, result: withoutKeys(report) as unknown as Json };
}

function maySeeData(actor: Actor): boolean {
  if (actor.kind === 'anonymous') return false;
  return actor.kind === 'system' || isAllowed(actor.role, 'production.change');
}
