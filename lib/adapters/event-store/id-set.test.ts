import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idHash, idHashQuery } from '#lib/adapters/event-store/id-hash';
import { IdSet } from '#lib/adapters/event-store/id-set';

describe('IdSet', () => {
  it('never forgets, and hardly ever imagines', () => {
    const set = new IdSet();
    const hashes = Array.from({ length: 100_000 }, (_, n) => idHash(`id${n}`));
    for (const hash of hashes) set.add(hash);
    expect(set.size).toBe(100_000);
    expect(hashes.every((hash) => set.mayHave(hash))).toBe(true);
    const strangers = Array.from({ length: 100_000 }, (_, n) => idHash(`other${n}`));
    expect(strangers.filter((hash) => set.mayHave(hash))).toHaveLength(0);
    expect(set.add(idHash('id7'))).toBe(false);
  });

  it('holds hashes whose halves are zero', () => {
    const set = new IdSet();
    expect(set.mayHave({ low: 0, high: 0 })).toBe(false);
    set.add({ low: 0, high: 0 });
    expect(set.mayHave({ low: 0, high: 0 })).toBe(true);
  });
});

describe('idHash', () => {
  it('is the same in SQL', async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (id) => {
        const text = idHashQuery('(select ? as event_id)', '7 as day');
        const reader = await connection.runAndReadAll(text, [id]);
        expect(reader.getRowObjects()).toEqual([{ ...idHash(id), day: 7 }]);
      }),
    );
  });
});
