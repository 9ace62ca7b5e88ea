import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openRejections } from '#lib/adapters/rejections/open-rejections';
import type { Database } from '#lib/core/database';
import { MOST_GROUPS } from '#lib/events/rejected/tally';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { silentLog } from '#lib/testing/silent-log';

const HOUR = Date.UTC(2026, 2, 3, 9);

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.rejectedEvents.deleteMany();
});

function refused(reason: string, given: unknown = {}, howMany = 1) {
  const rejection = { isBatch: false, eventType: 'view', reason, given };
  const rejections = Array.from({ length: howMany }, () => rejection);
  return { senderId: 's', senderName: 'Shop', receivedAt: HOUR + 1, rejections };
}

const total = async () => (await database.db.rejectedEvents.aggregate({ _sum: { count: true } }))._sum.count;

it('adds to what other processes have written', async () => {
  const one = openRejections(database.db, silentLog);
  const other = openRejections(database.db, silentLog);
  one.keep(refused('no user', 1, 2));
  await one.flush();
  other.keep(refused('no user', 2, 5));
  other.keep(refused('no type'));
  await other.flush();
  const rows = await database.db.rejectedEvents.findMany({ orderBy: { count: 'desc' } });
  expect(rows).toMatchObject([
    { reason: 'no user', count: 7, samples: ['1', '1', '2'], hour: new Date(HOUR), senderName: 'Shop' },
    { reason: 'no type', count: 1 },
  ]);
});

it('writes by itself, a moment later', async () => {
  openRejections(database.db, silentLog).keep(refused('no user'));
  expect(await total()).toBeNull();
  await vi.waitFor(async () => expect(await total()).toBe(1), { timeout: 5000 });
});

it('has a bounded number of rows in a flood, over many writes, and loses no count', async () => {
  const rejections = openRejections(database.db, silentLog);
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 2000; n += 1) rejections.keep(refused(`bad key ${round} ${n}`, 'x'.repeat(2000)));
    await rejections.flush();
  }
  expect(await database.db.rejectedEvents.count()).toBe(MOST_GROUPS + 1);
  expect(await total()).toBe(6000);
});

it('keeps what could not be written, and writes it later', async () => {
  let isDown = true;
  const flaky: Database = new Proxy(database.db, {
    get: (target, name) => {
      if (name === '$executeRaw' && isDown) return () => Promise.reject(new Error('down'));
      return Reflect.get(target, name);
    },
  });
  const rejections = openRejections(flaky, silentLog);
  rejections.keep(refused('no user', 1, 3));
  await rejections.flush();
  expect(await total()).toBeNull();
  isDown = false;
  rejections.keep(refused('no user', 1, 4));
  await rejections.flush();
  expect(await total()).toBe(7);
});
