import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasAnySql, WORD_BITS, wordCount, wordsFromSql, wordsSql } from '#lib/adoption/bit-words';
import { type TableWarehouse, tableWarehouse } from '#lib/testing/table-warehouse';

let warehouse: TableWarehouse;
beforeAll(async () => {
  warehouse = await tableWarehouse();
});
afterAll(() => warehouse.close());

it('find a number where a list of them does, from wherever they are seen', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -3, max: 70 }), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(9, 31, WORD_BITS),
      fc.integer({ min: 0, max: 60 }),
      fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 15 })),
      async (numbers, bits, from, [first, length]) => {
        const words = wordCount(71, bits);
        const last = first + length;
        const rows = numbers.map((number) => `(cast(${number} as bigint))`).join(', ');
        const gathered = `select ${wordsSql('seen', 'number', words, bits)} from (values ${rows}) as numbers (number)`;
        const moved = wordsFromSql(
          { name: 'seen', words, bits },
          `${from}`,
          'ahead',
          wordCount(last + 1, bits),
        );
        const text = `select case when ${hasAnySql('ahead', first, last, bits)} then 1 else 0 end as found from (select ${moved} from (${gathered}) as gathered) as moved`;
        const asked = { label: 'test', columns: { found: 'integer' as const }, timeoutMs: 10_000 };
        const { rows: found } = await warehouse.query(text, [], asked);
        const kept = numbers.filter((number) => number >= 0 && number < words * bits);
        const expected = kept.some((number) => number - from >= first && number - from <= last);
        expect(found).toEqual([{ found: Number(expected) }]);
      },
    ),
    { numRuns: 60, seed: 91 },
  );
}, 60_000);
