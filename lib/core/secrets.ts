/** What needs real randomness, or hashing that is slow on purpose. */
export interface Secrets {
  /** A password's argon2id hash in PHC format. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one that was hashed; takes as long as `hash`. */
  verify(password: string, hash: string): Promise<boolean>;
  /** Unpredictable bytes. */
  bytes(length: number): Uint8Array;
}
