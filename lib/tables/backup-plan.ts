import type { BackedUpTable } from '#lib/tables/backed-up-table';
import type { Selection } from '#lib/tables/selection';

/** One table to back up. */
export interface PlannedBackup {
  table: string;
  /** AWS's own id of it: another table of the same name is another table. */
  tableId: string;
  /** Of the backup, and of what is exported. */
  name: string;
  /** Whether a backup is made, beside recovery and export. */
  isBackedUp: boolean;
  /** Point-in-time recovery when the plan was made; where it was off, it is turned on. */
  recovery: 'on' | 'off';
  /** Null when nothing is written to S3. */
  export: { selection: Selection; to: string } | null;
  /** As AWS counted them last. */
  items: number;
  bytes: number;
}

/** What was made for one table. */
export type MadeForTable = Omit<BackedUpTable, 'backupArn' | 'backupName'> & {
  /** Null where no backup was asked for. */
  backupArn: string | null;
  backupName: string | null;
};

/** What a plan does, in a few words: the smallest that is true of all its tables. */
export function backupDeed(plan: readonly PlannedBackup[]): string {
  if (plan.some(({ isBackedUp }) => isBackedUp)) return 'Back up';
  return plan.some(({ export: exported }) => exported !== null) ? 'Export from' : 'Turn on recovery of';
}

/** Which items, as people read it. */
export function selectionWords(selection: Selection): string {
  return selection.of === 'all' ? 'all items' : `items whose ${selection.attribute} is ${selection.value}`;
}
