import { availableParallelism } from 'node:os';
import path from 'node:path';
import { demoSql } from '#lib/adapters/demo-events/demo-sql';
import { openEngine } from '#lib/adapters/duckdb/engine';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { DEMO_SOURCE } from '#lib/core/event-store';

export interface SeedOptions {
  now: Date;
  /** For the engine's overflow files. */
  tempFolder: string;
  /** People in the data set. */
  users?: number;
  /** Days it spans; the last one is that of `now`. */
  days?: number;
}

/**
 * Adds the demo data set, unless it is there. Equal options give equal events.
 *
 * @returns how many events were added.
 */
export async function seedDemo(store: OpenStore, options: SeedOptions): Promise<number> {
  if (await store.hasSource(DEMO_SOURCE)) return 0;
  const { now, users = 20_000, days = 120 } = options;
  const engine = await openEngine({
    memory: '1GB',
    threads: availableParallelism(),
    tempFolder: path.resolve(options.tempFolder),
  });
  const staging = await store.stage();
  try {
    const connection = await engine.connect();
    await connection.run(demoSql({ now, users, days }, staging.folder));
    connection.closeSync();
    const { accepted } = await store.publish(staging, { dedupe: false, source: DEMO_SOURCE });
    return accepted;
  } finally {
    await staging.discard();
    await engine.close();
  }
}
