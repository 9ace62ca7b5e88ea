import path from 'node:path';
import { openAnswers } from '#lib/adapters/answers';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { openEventStore } from '#lib/adapters/event-store/open-event-store';
import { openLog } from '#lib/adapters/log';
import { BENCH_FEATURE, BENCH_FROM, BENCH_STEPS, BENCH_TO } from '#lib/cli/bench/make-events';
import { naiveQuery } from '#lib/cli/bench/naive-query';
import { median, peakMegabytes, timed } from '#lib/cli/bench/timing';
import { runMain } from '#lib/cli/fault';
import type { Ctx } from '#lib/core/ctx';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { FunnelQuestion } from '#lib/funnels/schema';

export interface FunnelFigures {
  /** The first question of a fresh process. */
  coldMs: number;
  /** The same question with its answer forgotten: the engine is warm, the work is done again. */
  againMs: number;
  /** The same question once more: answered from memory. */
  repeatedMs: number;
  counts: number[];
  peakMegabytes: number;
}

const MEMORY = '2GB';

/**
 * A process of its own for each measurement, so that nothing is warm but the operating system's cache of files and
 * the peak of memory is this question's alone. Writes one line of JSON.
 */
await runMain(async () => {
  const [folder = '', kind] = process.argv.slice(2);
  const figures = kind === 'naive' ? await measureNaive(folder) : await measureProduct(folder);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
});

async function measureProduct(folder: string): Promise<FunnelFigures> {
  const log = openLog('error');
  const store = await openEventStore({ folder, memory: MEMORY, log });
  const warehouse = await openWarehouse({ store, memory: MEMORY, tempFolder: path.join(folder, 'tmp') });
  const question = FunnelQuestion.parse({
    feature: BENCH_FEATURE,
    steps: BENCH_STEPS.map((step) => ({ step })),
    from: BENCH_FROM,
    to: BENCH_TO,
  });
  // A funnel's figures need the events and a cache of answers, and nothing else of a ctx.
  const ctx = {
    warehouse,
    log,
    now: new Date(),
    actor: { kind: 'system', id: 'command-line' },
  } as unknown as Ctx;
  const ask = (answers = openAnswers()) => funnelResults({ ...ctx, answers }, question);
  const kept = openAnswers();
  const [coldMs, answer] = await timed(() => ask(kept));
  const repeatedMs = await median(() => ask(kept));
  const againMs = await median(() => ask());
  const counts = answer.funnel.map(({ count }) => count);
  await warehouse.close();
  await store.close();
  return { coldMs, againMs, repeatedMs, counts, peakMegabytes: peakMegabytes() };
}

async function measureNaive(folder: string): Promise<FunnelFigures> {
  const store = await openEventStore({ folder, memory: MEMORY, log: openLog('error') });
  const { files, release } = await store.snapshot();
  const text = naiveQuery(files.map((file) => file.path));
  const engine = await openEngine({ memory: MEMORY, threads: 2, tempFolder: path.join(folder, 'tmp') });
  const connection = await engine.connect();
  const ask = async () => (await connection.runAndReadAll(text)).getRows();
  const [coldMs, rows] = await timed(ask);
  const againMs = await median(ask);
  connection.closeSync();
  release();
  await engine.close();
  await store.close();
  const counts = (rows[0] ?? []).map(Number);
  return { coldMs, againMs, repeatedMs: againMs, counts, peakMegabytes: peakMegabytes() };
}
