/** The newest entry of the audit chain at some moment. */
export interface ChainHead {
  sequence: number;
  hash: string;
  time: string;
}

/** What was read back from one place. */
export interface KeptHead extends ChainHead {
  /** Where it was kept: `file` or `s3`. */
  place: string;
}

/**
 * Keeps the heads of the audit chain outside the database, where whoever rewrites the chain does not reach. It never
 * delays or fails a write: what could not be kept is logged and tried again.
 */
export interface AuditAnchors {
  /** Called after each commit that made the chain longer. */
  keep(head: ChainHead): void;
  /** Everything kept in places that can be read back, in no order. */
  read(): AsyncIterable<KeptHead>;
  /** Waits until everything that was handed over is kept or has failed. */
  settled(): Promise<void>;
}
