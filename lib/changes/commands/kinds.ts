import { ROLLBACK_KIND } from '#lib/changes/commands/rollback-kind';
import { STACK_ROLLBACK_KIND } from '#lib/changes/commands/stack-rollback-kind';
import type { ChangeKind } from '#lib/changes/kind';
import type { Kind } from '#lib/changes/plans';

const KINDS: { [K in Kind]: ChangeKind<K> } = {
  rollback: ROLLBACK_KIND,
  'stack-rollback': STACK_ROLLBACK_KIND,
};

/** What a kind of change is. */
export function kindOf<K extends Kind>(kind: K): ChangeKind<K> {
  return KINDS[kind];
}
