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

/** The same in SQL, as the columns `low` and `high`. */
export const ID_HASH_COLUMNS = `cast(md5_number_lower(event_id) & 4294967295 as double) as low,
  cast(md5_number_lower(event_id) >> 32 as double) as high`;
