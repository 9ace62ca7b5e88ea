import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswers } from '#lib/adapters/answers';
import { openWarehouse } from '#lib/adapters/duckdb/open-warehouse';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import type { Ctx } from '#lib/core/ctx';
import type { Warehouse } from '#lib/core/warehouse';
import { listEventTypes, listProperties } from '#lib/events/queries';
import { funnelPeople } from '#lib/funnels/queries/funnel-people';
import { funnelResults } from '#lib/funnels/queries/funnel-results';
import { funnelTrend } from '#lib/funnels/queries/funnel-trend';
import { otherRules } from '#lib/funnels/queries/other-rules';
import { timeToConvert } from '#lib/funnels/queries/time-to-convert';
import { PeopleQuestion, TimeToConvertQuestion, TrendQuestion } from '#lib/funnels/schema';
import { type AthenaSandbox, openSandboxedAthena, startAthenaSandbox } from '#lib/testing/athena-sandbox';
import { testCtx } from '#lib/testing/ctx';
import { type FunnelWorld, funnelWorlds, PERIOD } from '#lib/testing/funnel-worlds';
import { openTestStore, temporaryFolder } from '#lib/testing/store';

const WORLDS = 40;
const worlds = Array.from(
  { length: WORLDS },
  (_, index) =>
    fc.sample(funnelWorlds(`w${index}`), { numRuns: 25, seed: 9000 + index }).at(-1) as FunnelWorld,
);
const numbered = worlds.map((world, index) => [index, world] as const);
// A session of several users is listed under the one whose row comes first, which is any of them.
const ofUsers = numbered.filter(([, { question }]) => question.unit === 'user');

type Opened = Warehouse & { close(): Promise<void> };

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let duckdb: Opened;
let athena: Opened;
let sandbox: AthenaSandbox;

beforeAll(async () => {
  place = await temporaryFolder();
  store = await openTestStore(place.folder);
  await store.append(worlds.flatMap(({ events }) => events));
  await store.flush();
  duckdb = await openWarehouse({ store, memory: '300MB', tempFolder: place.folder, threads: 1 });
  sandbox = await startAthenaSandbox(place.folder);
  athena = await openSandboxedAthena(sandbox);
});

afterAll(async () => {
  await athena.close();
  await sandbox.stop();
  await duckdb.close();
  await store.close();
  await place.remove();
});

/** Asks both engines, and holds that they answer the same, however that came about. */
async function askBoth<T extends object>(now: number, ask: (ctx: Ctx) => Promise<T>) {
  const [embedded, remote] = await Promise.all(
    [duckdb, athena].map(async (warehouse) => {
      const ctx = testCtx({ warehouse, answers: openAnswers(), now: new Date(now) });
      return { ...(await ask(ctx)), meta: null };
    }),
  );
  expect(remote).toEqual(embedded);
  return embedded;
}

/** Lists in an order of their own: what is equally frequent may stand in any. */
function sorted<T>(value: T): T {
  const sortedLists = (_: string, part: unknown) =>
    Array.isArray(part) ? [...part].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : part;
  return JSON.parse(JSON.stringify(value, sortedLists)) as T;
}

describe('on Athena and on DuckDB', () => {
  it('the questions cover orders, sessions and breakdowns', () => {
    const questions = worlds.map(({ question }) => question);
    for (const order of ['ordered', 'strict', 'any']) {
      expect(questions.filter((question) => question.order === order).length).toBeGreaterThan(3);
    }
    expect(questions.filter(({ unit }) => unit === 'session').length).toBeGreaterThan(3);
    expect(questions.filter(({ breakdown }) => breakdown !== undefined).length).toBeGreaterThan(3);
  });

  it.each(numbered)('the funnel of world %i is the same', async (_, { question, now }) => {
    await askBoth(now, (ctx) => funnelResults(ctx, question));
  });

  it.each(ofUsers.slice(0, 8))(
    'people, trend, times and other rules of world %i are the same',
    async (_, { question, now }) => {
      const people = PeopleQuestion.parse({ ...question, step: 1, outcome: 'converted' });
      await askBoth(now, (ctx) => funnelPeople(ctx, people));
      const trend = TrendQuestion.parse({ ...question, interval: 'day', timeZone: 'Asia/Kolkata' });
      await askBoth(now, (ctx) => funnelTrend(ctx, trend));
      const times = TimeToConvertQuestion.parse({ ...question, fromStep: 1, toStep: 2 });
      await askBoth(now, (ctx) => timeToConvert(ctx, times));
      await askBoth(now, (ctx) => otherRules(ctx, question));
    },
  );

  it('the pickers offer the same', async () => {
    const period = { from: new Date(PERIOD.from).toISOString(), to: new Date(PERIOD.to).toISOString() };
    const types = await askBoth(PERIOD.to, async (ctx) => sorted(await listEventTypes(ctx, period)));
    expect(JSON.stringify(types)).toContain('click');
    const asked = { ...period, property: 'platform' };
    const properties = await askBoth(PERIOD.to, async (ctx) => sorted(await listProperties(ctx, asked)));
    expect(JSON.stringify(properties)).toContain('plan b');
  });
});
