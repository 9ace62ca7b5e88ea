import type { PlannedMove } from '#lib/changes/plan';

/** What each kind of change plans: a list of plain JSON, an item for each thing that it works on. */
export interface Plans {
  rollback: PlannedMove[];
}

/** The kinds of change that there are. */
export type Kind = keyof Plans;
