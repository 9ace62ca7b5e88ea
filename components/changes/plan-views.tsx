import type { ComponentType } from 'react';
import { DeployPlan } from '#components/changes/deploy-plan';
import { ForwardPlan } from '#components/changes/forward-plan';
import { PrunePlan } from '#components/changes/prune-plan';
import { RollbackPlan } from '#components/changes/rollback-plan';
import { StackRollbackPlan } from '#components/stacks/stack-rollback-plan';
import { BackupsPlan } from '#components/tables/backups-plan';
import { RestoresPlan } from '#components/tables/restores-plan';
import type { SavedChange } from '#lib/changes/answers';
import type { Kind, Plans } from '#lib/changes/plans';

/** How the plan of each kind is drawn, with what it leaves as it is. */
const VIEWS: { [K in Kind]: ComponentType<{ plan: Plans[K] }> } = {
  rollback: RollbackPlan,
  'stack-rollback': StackRollbackPlan,
  'table-backup': BackupsPlan,
  'table-restore': RestoresPlan,
  deploy: DeployPlan,
  forward: ForwardPlan,
  prune: PrunePlan,
};

/** The plan of a change, whatever its kind. */
export function PlanView<K extends Kind>({ change }: { change: SavedChange<K> }) {
  const View = VIEWS[change.kind] as ComponentType<{ plan: Plans[K] }>;
  return <View plan={change.plan} />;
}
