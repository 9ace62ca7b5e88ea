import type { FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';
import type { Monitoring } from '#lib/core/monitoring';
import type { StackMover, Stacks } from '#lib/core/stacks';

/** The account and region that this product looks after, or the sandbox that behaves like one. */
export interface Cloud {
  kind: 'aws' | 'sandbox';
  region: string;
  functions: Functions;
  monitoring: Monitoring;
  mover: FunctionMover;
  pruner: FunctionPruner;
  stacks: Stacks;
  stackMover: StackMover;
}
