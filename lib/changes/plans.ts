import type { PlannedMove } from '#lib/changes/plan';
import type { PlannedStackRollback } from '#lib/changes/stack-rollback-plan';

/** What each kind of change plans: a list of plain JSON, an item for each thing that it works on. */
export interface Plans {
  rollback: PlannedMove[];
  'stack-rollback': PlannedStackRollback[];
}

/** The kinds of change that there are. */
export type Kind = keyof Plans;
