import type { PlannedDeploy } from '#lib/changes/deploy-plan';
import type { PlannedForward } from '#lib/changes/forward-plan';
import type { PlannedMove } from '#lib/changes/plan';
import type { PlannedPrune } from '#lib/changes/prune-plan';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';
import type { Json } from '#lib/core/canonical-json';
import type { MadeForTable, PlannedBackup } from '#lib/tables/backup-plan';
import type { PlannedRestore } from '#lib/tables/restore-plan';
import type { RestoreReport } from '#lib/tables/restore-report';

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

/** What comes of a change beside its verdict; what the other kinds keep is read member by member. */
interface Results {
  'table-backup': MadeForTable[];
  'table-restore': RestoreReport;
}

export type ResultOf<K extends Kind> = K extends keyof Results ? Results[K] : Json;
