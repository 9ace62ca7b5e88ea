import path from 'node:path';
import { openAnswers } from '#lib/adapters/answers';
import { openEngine } from '#lib/adapters/duckdb/engine';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import { openEventStore } from '#lib/adapters/event-store/open-event-store';
import { openLog } from '#lib/adapters/log';
import {
  ADOPTION_QUESTIONS,
  type AdoptionQuestion,
  type AdoptionQuestionName,
} from '#lib/cli/bench/adoption-questions';
import { median, peakMegabytes, timed } from '#lib/cli/bench/timing';
import { runMain } from '#lib/cli/fault';
import type { Ctx } from '#lib/core/ctx';

export interface AdoptionFigures {
  /** The first question of a fresh process. */
  coldMs: number;
  /** The same question with its answer forgotten. */
  againMs: number;
  /** The same question once more: answered from memory. */
  repeatedMs: number;
  peakMegabytes: number;
}

const MEMORY = '2GB';

/** A process of its own for each measurement, as for funnels. Writes one line of JSON. */
await runMain(async () => {
  const [folder = '', name = 'daily', kind] = process.argv.slice(2);
  const question = name as AdoptionQuestionName;
  const figures =
    kind === 'naive' ? await measureNaive(folder, question) : await measureProduct(folder, question);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
});

async function measureProduct(folder: string, name: AdoptionQuestionName): Promise<AdoptionFigures> {
  const log = openLog('error');
  const store = await openEventStore({ folder, memory: MEMORY, log });
  const warehouse = await openWarehouse({ store, memory: MEMORY, tempFolder: path.join(folder, 'tmp') });
  const { ask, features }: AdoptionQuestion = ADOPTION_QUESTIONS[name];
  const rows = Array.from({ length: features }, (_, index) => featureRow(`feature_${index + 1}`));
  // These questions read the definitions, the events and a cache of answers, and nothing else of a ctx.
  const ctx = {
    warehouse,
    log,
    db: { feature: { findMany: () => Promise.resolve(rows) } },
    now: new Date('2026-12-01T00:00:00Z'),
    actor: { kind: 'system', id: 'command-line' },
  } as unknown as Ctx;
  const kept = openAnswers();
  const [coldMs] = await timed(() => ask({ ...ctx, answers: kept }));
  const repeatedMs = await median(() => ask({ ...ctx, answers: kept }));
  const againMs = await median(() => ask({ ...ctx, answers: openAnswers() }));
  await warehouse.close();
  await store.close();
  return { coldMs, againMs, repeatedMs, peakMegabytes: peakMegabytes() };
}

function featureRow(key: string) {
  const definition = { view: ['view'], use: ['submit'], complete: ['download'], share: [] };
  const at = new Date(0);
  const authors = { createdBy: 'bench', createdAt: at, updatedBy: 'bench', updatedAt: at };
  return { id: key, key, name: key, definition, funnelId: null, funnel: null, version: 1, ...authors };
}

async function measureNaive(folder: string, name: AdoptionQuestionName): Promise<AdoptionFigures> {
  const store = await openEventStore({ folder, memory: MEMORY, log: openLog('error') });
  const { files, release } = await store.snapshot();
  const text = ADOPTION_QUESTIONS[name].naive(files.map((file) => file.path));
  const engine = await openEngine({ memory: MEMORY, threads: 2, tempFolder: path.join(folder, 'tmp') });
  const connection = await engine.connect();
  const ask = async () => (await connection.runAndReadAll(text)).getRows();
  const [coldMs] = await timed(ask);
  const againMs = await median(ask);
  connection.closeSync();
  release();
  await engine.close();
  await store.close();
  return { coldMs, againMs, repeatedMs: againMs, peakMegabytes: peakMegabytes() };
}
