import type { ComponentType } from 'react';
import { StackRollbackOutcome } from '#components/stacks/stack-rollback-outcome';
import { BackupOutcome } from '#components/tables/backup-outcome';
import { RestoreOutcome } from '#components/tables/restore-outcome';
import type { SavedChange } from '#lib/changes/answers';
import type { Kind } from '#lib/changes/plans';

/** How what came of a change is drawn, for kinds that have more to say than a verdict. */
const VIEWS: { [K in Kind]?: ComponentType<{ change: SavedChange<K> }> } = {
  'stack-rollback': StackRollbackOutcome,
  'table-backup': BackupOutcome,
  'table-restore': RestoreOutcome,
};

/** What is coming, or has come, of a change that was begun. */
export function OutcomeView<K extends Kind>({ change }: { change: SavedChange<K> }) {
  const View = VIEWS[change.kind] as ComponentType<{ change: SavedChange<K> }> | undefined;
  return View && change.status !== 'planned' ? <View change={change} /> : null;
}
