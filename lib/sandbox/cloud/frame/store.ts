import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Of one document: what it is now, or nothing when it is gone. */
type Change = [collection: string, id: string, value?: unknown];

/** Documents of one kind by id. A document is replaced, never changed in place. */
export class Collection<T> {
  private readonly documents = new Map<string, T>();

  constructor(private readonly changed: (id: string) => void) {}

  get(id: string): T | undefined {
    return this.documents.get(id);
  }

  list(): T[] {
    return [...this.documents.values()];
  }

  entries(): [string, T][] {
    return [...this.documents];
  }

  put(id: string, value: T): T {
    this.documents.set(id, value);
    this.changed(id);
    return value;
  }

  delete(id: string): void {
    if (this.documents.delete(id)) this.changed(id);
  }
}

const COMPACT_BYTES = 32 * 2 ** 20;

/**
 * All documents, in memory and in one journal on disk. What is committed together is one line, so a process that
 * is killed leaves each commit whole or not at all. (Not synced: a power cut may lose the last ones.)
 */
export class Store {
  private readonly collections = new Map<string, Collection<unknown>>();
  private dirty = new Map<string, readonly [string, string]>();
  private readonly file: string;
  private descriptor: number;
  private bytes = 0;

  constructor(folder: string) {
    this.file = path.join(folder, 'state.ndjson');
    if (existsSync(this.file)) this.replay(readFileSync(this.file, 'utf8'));
    this.rewrite();
    this.descriptor = openSync(this.file, 'a');
  }

  /** The documents of one kind. Whoever asks says what they are. */
  collection<T>(name: string): Collection<T> {
    const known = this.collections.get(name);
    const found = known ?? new Collection<unknown>((id) => void this.dirty.set(`${name} ${id}`, [name, id]));
    this.collections.set(name, found);
    return found as Collection<T>;
  }

  /** Writes everything that changed since the last commit. */
  commit(): void {
    if (this.dirty.size === 0) return;
    const changes = [...this.dirty.values()].map(([name, id]): Change => {
      const value = this.collections.get(name)?.get(id);
      return value === undefined ? [name, id] : [name, id, value];
    });
    this.dirty = new Map();
    this.bytes += writeSync(this.descriptor, `${JSON.stringify(changes)}\n`);
    if (this.bytes <= COMPACT_BYTES) return;
    this.rewrite();
    closeSync(this.descriptor);
    this.descriptor = openSync(this.file, 'a');
  }

  private replay(text: string): void {
    // What follows the last line end was being written when the process was killed.
    for (const line of text.slice(0, text.lastIndexOf('\n') + 1).split('\n')) {
      if (line === '') continue;
      for (const [name, id, value] of JSON.parse(line) as Change[]) {
        if (value === undefined) this.collection(name).delete(id);
        else this.collection(name).put(id, value);
      }
    }
    this.dirty = new Map();
  }

  /** One line a document, in a new file that takes the place of the old one at once. */
  private rewrite(): void {
    const lines = [...this.collections].flatMap(([name, collection]) =>
      collection.entries().map(([id, value]) => `${JSON.stringify([[name, id, value]])}\n`),
    );
    writeFileSync(`${this.file}.new`, lines.join(''));
    renameSync(`${this.file}.new`, this.file);
    this.bytes = 0;
  }
}
