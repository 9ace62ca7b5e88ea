import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRejections } from '#lib/adapters/rejections/open-rejections';
import type { Role } from '#lib/core/roles';
import { forgetRejected } from '#lib/events/commands/forget-rejected';
import { ingest } from '#lib/events/commands/ingest';
import { listRejectedEvents } from '#lib/events/queries/rejected-events';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { silentLog } from '#lib/testing/silent-log';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.rejectedEvents.deleteMany();
});

const HOURS = 3_600_000;
const at = (hoursAgo: number, role: Role = 'admin') =>
  testCtx({
    db: database.db,
    now: new Date(TEST_NOW.getTime() - hoursAgo * HOURS),
    actor: { ...TEST_ADMIN, role },
  });

/** Sends a body some hours before now, and waits until its refusals are written. */
async function send(body: string, hoursAgo = 0, format: 'json' | 'ndjson' = 'json'): Promise<void> {
  const rejections = openRejections(database.db, silentLog);
  await ingest({ ...at(hoursAgo), rejections }, { body, format }).catch(() => {});
  await rejections.flush();
}

const list = (role: Role = 'admin', limit = 50, cursor?: string) =>
  listRejectedEvents(at(0, role), { limit, ...(cursor ? { cursor } : {}) });

describe('refused events', () => {
  it('are counted with like ones over the hours, and shown with their reason', async () => {
    await send('{"events": [{"type": "buy", "n": 1}, {"type": "buy", "n": 2}]}', 5);
    await send('{"events": [{"type": "buy", "userId": ""}, 7]}', 1);
    await send('{"type": "bu\n', 0, 'ndjson');
    await send('{"events": ', 0);
    const answer = await list();
    expect(answer.totals).toEqual({ events: 5, batches: 1 });
    expect(answer.rejected.map(({ isBatch, type, count }) => [isBatch, type, count])).toEqual(
      expect.arrayContaining([
        [true, '', 1],
        [false, 'buy', 2],
        [false, 'buy', 1],
        [false, '', 1],
      ]),
    );
    const lines = answer.rejected.find(({ reason }) => reason === 'This line is not JSON.');
    expect(lines).toMatchObject({ sender: TEST_ADMIN.name, samples: ['{"type": "bu'] });
    expect(answer.rejected.find(({ isBatch }) => isBatch)).toMatchObject({ reason: 'The body is not JSON.' });
  });

  it('of several hours are one line, with the samples of the last', async () => {
    for (const hoursAgo of [30, 20, 10]) await send(`{"events": [{"n": ${hoursAgo}}]}`, hoursAgo);
    const answer = await list();
    expect(answer.rejected).toMatchObject([
      {
        count: 3,
        samples: ['{"n":10}'],
        firstAt: at(30).now.toISOString(),
        lastAt: at(10).now.toISOString(),
      },
    ]);
  });

  it('are known to all who read, what was sent only to those who may send', async () => {
    await send('{"events": [{"email": "ana@example.com"}]}');
    expect((await list('viewer')).rejected).toMatchObject([{ count: 1, samples: null }]);
    expect((await list('product')).rejected[0]?.samples?.[0]).toContain('ana@example.com');
  });

  it('come a page at a time, the latest first', async () => {
    await send('{"events": [{}]}', 2);
    await send('{"events": [1]}', 1);
    const first = await list('admin', 1);
    const second = await list('admin', 1, first.nextCursor ?? undefined);
    expect([first, second].map(({ rejected }) => rejected[0]?.lastAt)).toEqual([
      at(1).now.toISOString(),
      at(2).now.toISOString(),
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it('are forgotten after seven days', async () => {
    await send('{"events": [{}]}', 7 * 24 + 1);
    await send('{"events": [1]}', 7 * 24 - 1);
    expect((await list()).totals).toEqual({ events: 1, batches: 0 });
    await forgetRejected(at(0));
    expect(await database.db.rejectedEvents.count()).toBe(1);
  });

  it('of imports are found with their import, by those who import', async () => {
    await database.db.eventImport.create({
      data: {
        id: '00000000-0000-4000-8000-000000000001',
        fileName: 'orders.csv',
        status: 'done',
        preview: {},
        bytes: 1n,
        rejected: 3,
        createdBy: 'Ana',
        createdAt: at(2).now,
        finishedAt: at(1).now,
      },
    });
    expect((await list('product')).imports).toEqual([
      {
        id: '00000000-0000-4000-8000-000000000001',
        fileName: 'orders.csv',
        rejected: 3,
        finishedAt: at(1).now.toISOString(),
      },
    ]);
    expect((await list('viewer')).imports).toEqual([]);
  });
});
