import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { createFeature } from '#lib/adoption/commands/create-feature';
import { adoptionMetrics } from '#lib/adoption/queries/adoption-metrics';
import { AdoptionQuery, FeatureCreation, type FeatureDefinition } from '#lib/adoption/schema';
import type { StoredEvent } from '#lib/core/event-store';
import type { Warehouse } from '#lib/core/warehouse';
import { createFunnel } from '#lib/funnels/commands/create-funnel';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { FunnelCreation, type FunnelDefinitionInput, type Outcome } from '#lib/funnels/schema';
import { type AdoptionWorld, adoptionWorlds, definedFeature } from '#lib/testing/adoption-worlds';
import { testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type FunnelWorld, funnelWorlds, PERIOD } from '#lib/testing/funnel-worlds';
import { questionLabels } from '#lib/testing/question-labels';
import { adoptionQuestions, eventQuestions, funnelQuestions, type Question } from '#lib/testing/questions';
import { referenceMetrics } from '#lib/testing/reference-adoption';
import { judgeUnits, outcomeAt } from '#lib/testing/reference-funnel';
import { openTestStore } from '#lib/testing/store';

type Opened = Warehouse & { close(): Promise<void> };

/** An engine that reads a data folder's files by itself. */
export interface OtherEngine {
  /** The folder that it will read. */
  folder: string;
  /** Called when the folder is full. */
  open(): Promise<Opened>;
  remove(): Promise<void>;
}

const DAY_MS = 86_400_000;
const SPRING = { from: Date.UTC(2026, 0, 25), to: Date.UTC(2026, 6, 15) };

/** In the order of their names. */
const FEATURES: [key: string, given: Partial<FeatureDefinition>, funnel: FunnelDefinitionInput | null][] = [
  [
    'a',
    { use: ['use', 'go'], conversion: { types: ['complete'] }, revenue: { types: ['second'], feature: 'a' } },
    {
      feature: 'a',
      steps: [{ step: 'view' }, { step: 'second' }, { step: ['third', 'use'], optional: true }],
    },
  ],
  [
    'b',
    { view: [], complete: ['complete', 'use'], use: ['use', "o'use"] },
    {
      filters: [{ property: 'platform', op: 'neq', value: 'ios' }],
      steps: [{ step: 'go' }, { step: '*', feature: 'b' }],
    },
  ],
  ['other', {}, null],
];

/** The last samples are as large as they come. */
function sampled<T>(worlds: fc.Arbitrary<T>, seed: number): T {
  const [world] = fc.sample(worlds, { numRuns: 25, seed }).slice(-1);
  if (world === undefined) throw new Error('A sample has no last world.');
  return world;
}

/**
 * Holds that another engine answers every question of the product as the embedded one does, over the same files:
 * a store with many worlds of events. The questions are those of `lib/testing/questions`; one that a service asks
 * under a label of its own and that is not among them is missed by name.
 */
export function describeSameAnswers(
  engine: string,
  prepare: () => Promise<OtherEngine>,
  { funnelCount, adoptionCount }: { funnelCount: number; adoptionCount: number },
): void {
  const funnels = Array.from({ length: funnelCount }, (_, n) => sampled(funnelWorlds(`w${n}`), 9000 + n));
  const adoptions = springWorlds(adoptionCount);
  const questions = [
    ...funnels.flatMap((world, n) => named(funnelQuestions(world), n)),
    ...adoptions.flatMap((world, n) => named(adoptionQuestions(world, 'ab'.charAt(n % 2)), n)),
    ...eventQuestions(PERIOD, 'w0'),
    ...eventQuestions({ from: SPRING.from, to: SPRING.to }, 'a'),
  ];
  const asked = new Set<string>();
  let other: OtherEngine;
  let store: OpenStore;
  let database: TestDatabase;
  let engines: Opened[] = [];

  /** On the other engine. */
  const ctxAt = (now: number) => {
    const [, remote] = engines;
    if (!remote) throw new Error(`${engine} has not been opened.`);
    return testCtx({ warehouse: remote, db: database.db, answers: openAnswers(), now: new Date(now) });
  };

  beforeAll(async () => {
    other = await prepare();
    [store, database] = await Promise.all([openTestStore(other.folder), testDatabase()]);
    await store.append([...funnels, ...adoptions].flatMap(({ events }) => events));
    await store.flush();
    await defineFeatures(database);
    const embedded = await openWarehouse({ store, memory: '300MB', tempFolder: other.folder, threads: 1 });
    engines = [noting(embedded, asked), await other.open()];
  }, 120_000);

  afterAll(async () => {
    for (const opened of engines) await opened.close();
    await Promise.all([store.close(), database.close()]);
    await other.remove();
  });

  describe(`on ${engine} and on DuckDB`, () => {
    it('the questions cover orders, sessions and breakdowns', () => {
      expectVariety(funnels);
    });

    it.each(questions)('$name is the same', async ({ ask, now, isUnordered }) => {
      const [embedded, remote] = await Promise.all(
        engines.map(async (warehouse) => {
          const ctx = testCtx({ warehouse, db: database.db, answers: openAnswers(), now: new Date(now) });
          const answer = comparable({ ...(await ask(ctx)), meta: null });
          return isUnordered ? sorted(answer) : answer;
        }),
      );
      expect(remote).toEqual(embedded);
    });

    it.each(funnels.map((world, n) => [n, world] as const))(
      'the funnel of world %i is what trying everything gives',
      async (_, { events, question, now }) => {
        const judged = judgeUnits(events, question, now);
        const { funnel, excluded } = await funnelResults(ctxAt(now), question);
        const having = (outcome: Outcome, step: number) =>
          judged.filter((one) => outcomeAt(one, question, step) === outcome).length;
        expect(excluded).toBe(judged.filter(({ tried }) => tried.isExcluded).length);
        expect(funnel.map(({ count, pending }) => [count, pending])).toEqual(
          question.steps.map((_, n) => [having('converted', n + 1), having('pending', n + 1)]),
        );
      },
    );

    it.each(adoptions.map((world, n) => [n, world] as const))(
      'the metrics of world %i are what a walk through all events finds',
      async (_, { from, to, timeZone, now }) => {
        const events = [...funnels, ...adoptions].flatMap((world) => world.events);
        const features = FEATURES.map(([key, given, funnel]) => definedFeature(key, given, funnel));
        const asked = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), timeZone };
        const found = await adoptionMetrics(ctxAt(now), AdoptionQuery.parse(asked));
        for (const [n, feature] of features.entries()) {
          const world = { events, features, from, to, timeZone, now };
          const {
            avgSessionDuration: _,
            avgSessionInterval: __,
            ...counts
          } = referenceMetrics(world, feature, 30, 10);
          expect(found.features[n]).toMatchObject(counts);
        }
      },
    );

    it('every question that a service asks was among them', () => {
      expect([...asked].sort()).toEqual(questionLabels());
    });
  });
}

/** Worlds of adoption side by side in one store: their users are others, their features the same two. */
function springWorlds(count: number): AdoptionWorld[] {
  const worlds = Array.from({ length: count * 4 }, (_, n) => sampled(adoptionWorlds, 500 + n));
  return worlds
    .filter(({ from, to }) => from > SPRING.from && to < SPRING.to - 45 * DAY_MS)
    .slice(0, count)
    .map((world, n) => ({
      ...world,
      events: world.events.map((event, place) => apart(event, `a${n}`, place)),
    }));
}

function apart(event: StoredEvent, name: string, place: number): StoredEvent {
  const value = place % 3 === 0 ? null : place / 4;
  return { ...event, value, eventId: `${name}-${event.eventId}`, userId: `${name}-${event.userId}` };
}

async function defineFeatures({ db }: TestDatabase): Promise<void> {
  const ctx = testCtx({ db });
  for (const [key, given, definition] of FEATURES) {
    const name = `Feature ${key}`;
    const funnel = definition && (await createFunnel(ctx, FunnelCreation.parse({ name, definition })));
    const feature = { key, name, definition: given, funnelId: funnel?.id ?? null };
    await createFeature(ctx, FeatureCreation.parse(feature));
  }
}

function named(questions: Question[], world: number): Question[] {
  return questions.map((question) => ({ ...question, name: `${question.name} of world ${world}` }));
}

/** The same warehouse, with a note of what it is asked. */
function noting(warehouse: Opened, labels: Set<string>): Opened {
  return {
    ...warehouse,
    query: (text, parameters, options) => {
      labels.add(options.label);
      return warehouse.query(text, parameters, options);
    },
    scan: (text, parameters, options, onBatch) => {
      labels.add(options.label);
      return warehouse.scan(text, parameters, options, onBatch);
    },
  };
}

function expectVariety(worlds: FunnelWorld[]): void {
  const questions = worlds.map(({ question }) => question);
  for (const order of ['ordered', 'strict', 'any']) {
    expect(questions.filter((question) => question.order === order).length).toBeGreaterThan(1);
  }
  expect(questions.filter(({ unit }) => unit === 'session').length).toBeGreaterThan(1);
  for (const option of ['breakdown', 'holdConstant', 'filters', 'exclusions'] as const) {
    expect(questions.filter((question) => question[option] !== undefined).length).toBeGreaterThan(1);
  }
}

/** Without the last digits of numbers, which follow from the order in which an engine adds. */
function comparable(value: object): unknown {
  const rounded = (_: string, part: unknown) =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(12)) : part;
  return JSON.parse(JSON.stringify(value, rounded));
}

/** Lists in an order of their own: what is equally frequent may stand in any. */
function sorted(value: unknown): unknown {
  const sortedLists = (_: string, part: unknown) =>
    Array.isArray(part) ? [...part].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : part;
  return JSON.parse(JSON.stringify(value, sortedLists));
}
