import { MovesPlan } from '#components/changes/moves-plan';
import { WhatFollows } from '#components/changes/what-follows';
import type { PlannedMove } from '#lib/changes/plan';

/** Aliases moved back, and what follows from it. */
export function RollbackPlan({ plan }: { plan: readonly PlannedMove[] }) {
  return (
    <>
      <MovesPlan plan={plan} />
      <WhatFollows functions={plan.map(({ function: name }) => name)} isMoving />
    </>
  );
}
