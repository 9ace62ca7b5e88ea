import { DEPLOY_KIND } from '#lib/changes/commands/deploy-kind';
import { FORWARD_KIND } from '#lib/changes/commands/forward-kind';
import { PRUNE_KIND } from '#lib/changes/commands/prune-kind';
import { ROLLBACK_KIND } from '#lib/changes/commands/rollback-kind';
import { STACK_ROLLBACK_KIND } from '#lib/changes/commands/stack-rollback-kind';
import { TABLE_BACKUP_KIND } from '#lib/changes/commands/table-backup-kind';
import { TABLE_RESTORE_KIND } from '#lib/changes/commands/table-restore-kind';
import type { ChangeKind } from '#lib/changes/kind';
import type { Kind } from '#lib/changes/plans';

const KINDS: { [K in Kind]: ChangeKind<K> } = {
  rollback: ROLLBACK_KIND,
  'stack-rollback': STACK_ROLLBACK_KIND,
  'table-backup': TABLE_BACKUP_KIND,
  'table-restore': TABLE_RESTORE_KIND,
  deploy: DEPLOY_KIND,
  forward: FORWARD_KIND,
  prune: PRUNE_KIND,
};

/** What a kind of change is. */
export function kindOf<K extends Kind>(kind: K): ChangeKind<K> {
  return KINDS[kind];
}
