import type { Kind, Plans } from '#lib/changes/plans';
import { pruneSize } from '#lib/changes/prune-plan';
import { backupDeed } from '#lib/tables/backup-plan';

const STACK_DEEDS = {
  rollback: 'Roll back stack',
  continue: 'Continue the rollback of stack',
  cancel: 'Cancel the update of stack',
};

const DEEDS: { [K in Kind]: (plan: Plans[K]) => string } = {
  rollback: (plan) => `Roll back ${named(plan, ({ function: name }) => name, 'functions')}`,
  'stack-rollback': (plan) => plan.map(({ stack, action }) => `${STACK_DEEDS[action]} ${stack}`).join(),
  'table-backup': (plan) => `${backupDeed(plan)} ${named(plan, ({ table }) => table, 'tables')}`,
  'table-restore': (plan) =>
    `Restore ${named(plan, ({ table, target }) => `${table} to ${target}`, 'tables')}`,
  forward: (plan) => `Go forward again with ${named(plan, ({ function: name }) => name, 'functions')}`,
  prune: (plan) => `Delete ${pruneSize(plan).versions} old versions`,
  deploy: (plan) => `Deploy ${named(plan, ({ function: name }) => name, 'functions')}`,
};

/** What a change does, in a few words: the name of its page, and with the environment that of its button. */
export function deedOf<K extends Kind>({ kind, plan }: { kind: K; plan: Plans[K] }): string {
  return DEEDS[kind](plan);
}

/** The name of the only one, or how many of them there are. */
function named<T>(plan: readonly T[], nameOf: (item: T) => string, many: string): string {
  const [only, ...others] = plan;
  return only !== undefined && others.length === 0 ? nameOf(only) : `${plan.length} ${many}`;
}
