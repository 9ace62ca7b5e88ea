import { type Fingerprint, hashText } from '#lib/tables/fingerprint';

/** What was read of one table. */
export interface TableReading {
  fingerprint: Fingerprint;
  /** Each key in words with the hash of its item; null when there are too many to hold. */
  byKey: ReadonlyMap<string, string> | null;
}

/** Some of many, by name. */
export interface NamedKeys {
  count: number;
  /** The first of them in order. */
  keys: string[];
}

/** Where two tables differ, item by item. */
export interface ItemDifferences {
  onlyInSource: NamedKeys;
  onlyInRestore: NamedKeys;
  changed: NamedKeys;
}

const MOST_NAMED = 20;

/** Whether both hold the same items; equal hashes over equal counts leave no doubt. */
export function holdSame(a: TableReading, b: TableReading): boolean {
  return a.fingerprint.items === b.fingerprint.items && hashText(a.fingerprint) === hashText(b.fingerprint);
}

/** What differs, by key; null where the tables are too large to hold all keys. */
export function itemDifferences(source: TableReading, restored: TableReading): ItemDifferences | null {
  const { byKey: was } = source;
  const { byKey: is } = restored;
  if (!was || !is) return null;
  return {
    onlyInSource: named([...was.keys()].filter((key) => !is.has(key))),
    onlyInRestore: named([...is.keys()].filter((key) => !was.has(key))),
    changed: named(
      [...is].filter(([key, hash]) => was.has(key) && was.get(key) !== hash).map(([key]) => key),
    ),
  };
}

function named(keys: string[]): NamedKeys {
  return { count: keys.length, keys: keys.sort().slice(0, MOST_NAMED) };
}
