import type { FunctionDeployer } from '#lib/core/deployer';
import type { FunctionMover, FunctionPruner, Functions } from '#lib/core/functions';
import type { Monitoring } from '#lib/core/monitoring';
import type { StackMover, Stacks } from '#lib/core/stacks';
import type { ExportBucket, TableItems, TableKeeper, TableRestorer, Tables } from '#lib/core/tables';

/** The account and region that this product looks after, or the sandbox that behaves like one. */
export interface Cloud {
  kind: 'aws' | 'sandbox';
  region: string;
  functions: Functions;
  monitoring: Monitoring;
  mover: FunctionMover;
  deployer: FunctionDeployer;
  pruner: FunctionPruner;
  stacks: Stacks;
  stackMover: StackMover;
  tables: Tables;
  tableItems: TableItems;
  tableKeeper: TableKeeper;
  tableRestorer: TableRestorer;
  /** Null when none is configured. */
  exportBucket: ExportBucket | null;
}
