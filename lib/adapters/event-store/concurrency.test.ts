import { describe, expect, it } from 'vitest';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { openTestStore, storedEvent, storedIds, temporaryFolder } from '#lib/testing/store';

describe('readers beside writers', () => {
  it('see whole commits only, while two stores append, merge and publish', async () => {
    const data = await temporaryFolder();
    const stores = await Promise.all([openTestStore(data.folder), openTestStore(data.folder)]);
    const reading = await openTestStore(data.folder);
    const warehouse = await openWarehouse({
      store: reading,
      memory: '200MB',
      tempFolder: `${data.folder}/tmp`,
      threads: 1,
    });
    let isWriting = true;
    // Each call brings one event a day for three days, in one journal: a reader that sees one sees three.
    const writers = stores.map(async (store, s) => {
      for (let n = 0; n < 20; n += 1) {
        const days = [1, 2, 3].map((day) =>
          storedEvent(`${s}-${n}-${day}`, { userId: `${s}-${n}`, eventTime: Date.UTC(2026, 0, day) }),
        );
        await store.append(days);
        await store.flush();
        if (n % 5 === s) await store.compact();
      }
    });
    const read = async () => {
      let largest = 0;
      while (isWriting) {
        const { rows } = await warehouse.query(
          'select count(*) as n, count(distinct event_id) as ids, count(distinct user_id) as users from events',
          [],
          { label: 'test', columns: { n: 'integer', ids: 'integer', users: 'integer' }, timeoutMs: 20_000 },
        );
        const { n = 0, ids = 0, users = 0 } = { ...rows[0] } as Record<string, number>;
        expect([ids, users * 3]).toEqual([n, n]);
        expect(n).toBeGreaterThanOrEqual(largest);
        largest = n;
      }
    };
    const readers = [read(), read()];
    await Promise.all(writers);
    isWriting = false;
    await Promise.all(readers);
    expect(await storedIds(stores[0])).toHaveLength(120);
    await warehouse.close();
    for (const store of [...stores, reading]) await store.close();
    await data.remove();
  });
});
