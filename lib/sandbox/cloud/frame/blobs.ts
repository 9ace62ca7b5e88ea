import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Bytes by their SHA-256, each a file. */
export class Blobs {
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** Keeps them, and answers their SHA-256 as hex. */
  put(bytes: Buffer): string {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const file = path.join(this.folder, hash);
    if (!existsSync(file)) {
      writeFileSync(`${file}.new`, bytes);
      renameSync(`${file}.new`, file);
    }
    return hash;
  }

  get(hash: string): Buffer {
    return readFileSync(path.join(this.folder, hash));
  }
}
