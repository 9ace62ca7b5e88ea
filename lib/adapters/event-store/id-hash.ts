import { createHash } from 'node:crypto';

/** 64 bits of an id's MD5, as two numbers below 2^32; ids with other bits are other ids. */
export interface IdHash {
  low: number;
  high: number;
}

export function idHash(id: string): IdHash {
  const digest = createHash('md5').update(id).digest();
  return { low: digest.readUInt32LE(8), high: digest.readUInt32LE(12) };
}

/** The same in SQL: gives `low`, `high` and `also` for the rows of `source`. */
export function idHashQuery(source: string, also: string): string {
  // Nested, because the engine would work the hash out once for each use.
  return `select cast(hash & 4294967295 as double) as low, cast(hash >> 32 as double) as high, ${also}
    from (select *, md5_number_lower(event_id) as hash from ${source})`;
}
