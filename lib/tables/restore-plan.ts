import type { RestoreHistory } from '#lib/tables/history-sentence';
import type { TableSettings } from '#lib/tables/settings';

/** What a table is restored from: a backup, or a point in time of what continuous backups hold. */
export type RestoreSource =
  | { kind: 'backup'; arn: string; name: string; createdAt: string }
  | { kind: 'moment'; at: string };

const SUFFIX = '-restore';

/** The one table that a table is restored to: DynamoDB can't restore into one that is there. */
export function restoredNameOf(table: string): string {
  return `${table}${SUFFIX}`;
}

/** One table to restore, with all that it needs to become like its source again. */
export interface PlannedRestore {
  table: string;
  target: string;
  from: RestoreSource;
  /** What the source had when the plan was made; null when it is gone, and with it what nobody can read any more. */
  settings: TableSettings | null;
  /** As AWS counted them last. */
  items: number;
  bytes: number;
  /** How long restores took here before; there is no other honest forecast. */
  history: RestoreHistory;
}

/** What is restored, as people read it. */
export function sourceWords(from: RestoreSource): string {
  return from.kind === 'backup' ? `the backup ${from.name}` : `what it held at ${from.at}`;
}

/** The moment whose content a restore brings back. */
export function momentOf(from: RestoreSource): string {
  return from.kind === 'backup' ? from.createdAt : from.at;
}
