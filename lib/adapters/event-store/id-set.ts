import type { IdHash } from '#lib/adapters/event-store/id-hash';

const FIRST_SLOTS = 2 ** 14;
const LAST_SLOTS = 2 ** 24;
const MOST_FILLED = 0.75;

/**
 * A set of hashed ids in 5 to 11 bytes each. It never forgets one that was added; to one that was not it says
 * "perhaps" about once in a billion times.
 *
 * A slot holds 32 bits of the hash, its place says others. Tables are never rehashed: a full one stays and a
 * larger one follows.
 */
export class IdSet {
  private readonly tables: Uint32Array[] = [];
  private inLast = 0;
  size = 0;

  mayHave({ low, high }: IdHash): boolean {
    const mark = high || 1;
    for (const table of this.tables) {
      const mask = table.length - 1;
      for (let slot = low & mask; ; slot = (slot + 1) & mask) {
        if (table[slot] === mark) return true;
        if (table[slot] === 0) break;
      }
    }
    return false;
  }

  /** @returns false when it was there already, or seemed to be. */
  add(hash: IdHash): boolean {
    if (this.mayHave(hash)) return false;
    const table = this.tableWithRoom();
    const mask = table.length - 1;
    let slot = hash.low & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = hash.high || 1;
    this.inLast += 1;
    this.size += 1;
    return true;
  }

  private tableWithRoom(): Uint32Array {
    const last = this.tables.at(-1);
    if (last && this.inLast < last.length * MOST_FILLED) return last;
    const next = new Uint32Array(last ? Math.min(last.length * 4, LAST_SLOTS) : FIRST_SLOTS);
    this.tables.push(next);
    this.inLast = 0;
    return next;
  }
}
