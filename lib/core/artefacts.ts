/** A deployment package that is kept whole. */
export interface KeptArtefact {
  /** Of its bytes, 64 hex digits: its name. */
  sha256: string;
  bytes: number;
}

/** Keeps packages under the hash of their content: what was kept once never changes. */
export interface Artefacts {
  /**
   * Keeps the bytes as they come; nothing is kept when they are cut short.
   *
   * @throws AppError `too_large` at the first byte beyond `mostBytes`.
   */
  keep(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<KeptArtefact>;
  /**
   * The bytes of one, checked against its hash; null where there is none.
   *
   * @throws AppError `unavailable` when what lies there is no longer what was kept.
   */
  read(sha256: string): Promise<Uint8Array | null>;
}
