import { openAnswers } from '#lib/adapters/answers';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import type { Ctx } from '#lib/core/ctx';
import type { StoredEvent } from '#lib/core/event-store';
import type { Warehouse } from '#lib/core/warehouse';
import { testCtx } from '#lib/testing/ctx';
import { openTestStore, temporaryFolder } from '#lib/testing/store';

export interface EventWarehouse {
  warehouse: Warehouse;
  /** Stores more events; they can be seen when it is done. */
  add(events: StoredEvent[]): Promise<void>;
  /** A ctx on this warehouse at a moment, with a cache of its own unless one is given. */
  ctxAt(now: string | number, overrides?: Partial<Ctx>): Ctx;
  close(): Promise<void>;
}

/** The real engine over a store of its own that holds some events. */
export async function openEventWarehouse(events: StoredEvent[]): Promise<EventWarehouse> {
  const place = await temporaryFolder();
  const store = await openTestStore(place.folder);
  const warehouse = await openWarehouse({ store, memory: '300MB', tempFolder: place.folder, threads: 1 });
  const add = async (more: StoredEvent[]) => {
    await store.append(more);
    await store.flush();
  };
  await add(events);
  return {
    warehouse,
    add,
    ctxAt: (now, overrides = {}) =>
      testCtx({ warehouse, answers: openAnswers(), now: new Date(now), ...overrides }),
    close: async () => {
      await warehouse.close();
      await store.close();
      await place.remove();
    },
  };
}
