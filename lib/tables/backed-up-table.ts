export interface ExportedItems {
  /** Whether AWS exported the table or Flightdeck read it. */
  by: 'aws' | 'scan';
  items: number | null;
  /** `s3://bucket/key` of the summary. */
  manifest: string;
}

/** What backing up a table made, as plain JSON, so that a journal can keep it. */
export interface BackedUpTable {
  table: string;
  backupArn: string;
  backupName: string;
  /** Whether point-in-time recovery was on before. */
  recovery: 'on' | 'off';
  exported: ExportedItems | null;
}
