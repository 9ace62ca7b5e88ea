import type { PlannedDeploy } from '#lib/changes/deploy-plan';
import type { PlannedForward } from '#lib/changes/forward-plan';
import type { PlannedMove } from '#lib/changes/plan';
import type { PlannedPrune } from '#lib/changes/prune-plan';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { PlannedBackup } from '#lib/tables/backup-plan';
import type { PlannedRestore } from '#lib/tables/restore-plan';

/** What each kind of change plans: a list of plain JSON, an item for each thing that it works on. */
export interface Plans {
  rollback: PlannedMove[];
  'stack-rollback': PlannedStackRollback[];
  'table-backup': PlannedBackup[];
  'table-restore': PlannedRestore[];
  /** One function. */
  deploy: PlannedDeploy[];
  forward: PlannedForward[];
  prune: PlannedPrune[];
}

/** The kinds of change that there are. */
export type Kind = keyof Plans;
