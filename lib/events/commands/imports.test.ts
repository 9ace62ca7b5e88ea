import { access } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { seedDemo } from '#lib/adapters/demo-events/seed-demo';
import type { OpenStore } from '#lib/adapters/event-store/open-event-store';
import { tryFileLock } from '#lib/adapters/file-lock';
import { openImporter } from '#lib/adapters/importer/open-importer';
import type { Ctx } from '#lib/core/ctx';
import { cancelImport } from '#lib/events/commands/cancel-import';
import { mendImports } from '#lib/events/commands/mend-imports';
import { receiveUpload } from '#lib/events/commands/receive-upload';
import { removeDemo } from '#lib/events/commands/remove-demo';
import { startImport } from '#lib/events/commands/start-import';
import type { ImportSettings } from '#lib/events/import/schema';
import { getDemoState, getImport, getRejections, listImports } from '#lib/events/queries';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { silentLog } from '#lib/testing/silent-log';
import { openTestStore, storedIds, temporaryFolder } from '#lib/testing/store';

const SETTINGS: ImportSettings = {
  mapping: { columns: { user: 'user', type: 'type', time: 'time' } },
  timeZone: 'UTC',
};
const TEXT = 'user,type,time\nu1,view,2026-01-05\nu2,view,soon\nu3,view,2026-01-06\n';

let database: TestDatabase;
let data: Awaited<ReturnType<typeof temporaryFolder>>;
let store: OpenStore;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

beforeEach(async () => {
  data = await temporaryFolder();
  store = await openTestStore(data.folder);
  const importer = await openImporter({ store, dataFolder: data.folder, memory: '200MB', log: silentLog });
  ctx = testCtx({
    db: database.db,
    events: store,
    importer,
    newId: () => crypto.randomUUID(),
    anchors: { keep: () => {}, read: async function* () {}, settled: async () => {} },
  });
});

afterEach(async () => {
  await database.db.eventImport.deleteMany();
  await store.close();
  await data.remove();
});

async function* bytes(text: string) {
  yield new TextEncoder().encode(text);
}

const upload = (text = TEXT) =>
  receiveUpload(ctx, { fileName: 'events.csv', delimiter: undefined, body: bytes(text) });

const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const found = await getImport(ctx, id);
      expect(found.status).not.toBe('running');
      return found;
    },
    { timeout: 15_000 },
  );

async function actionsOn(id: string): Promise<string[]> {
  const entries = await database.db.auditEntry.findMany({
    where: { subjectId: id },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ action }) => action);
}

const uploadOf = (id: string) => path.join(data.folder, 'uploads', id);

describe('an upload', () => {
  it('is looked at, and imported when it is started', async () => {
    const uploaded = await upload();
    expect(uploaded).toMatchObject({
      status: 'uploaded',
      fileName: 'events.csv',
      bytes: TEXT.length,
      createdBy: TEST_ADMIN.name,
      preview: { columns: ['user', 'type', 'time'], guessedMapping: SETTINGS.mapping },
    });
    expect(uploaded.preview.sampleRows[0]).toEqual(['u1', 'view', '2026-01-05']);
    expect(await startImport(ctx, uploaded.id, SETTINGS)).toMatchObject({ status: 'running' });
    const done = await ended(uploaded.id);
    expect(done).toMatchObject({
      status: 'done',
      rows: 3,
      accepted: 2,
      duplicates: 0,
      rejected: 1,
      settings: SETTINGS,
    });
    expect(done.reasons).toEqual([{ column: 'time', reason: expect.any(String), count: 1 }]);
    expect(await new Response(await getRejections(ctx, uploaded.id)).text()).toContain('3,time,');
    expect(await actionsOn(uploaded.id)).toEqual(['import.uploaded', 'import.started', 'import.finished']);
    expect(await storedIds(store)).toHaveLength(2);
    await vi.waitFor(() => expect(access(uploadOf(uploaded.id))).rejects.toThrow(), { timeout: 15_000 });
  });

  it('of no known form is refused and forgotten', async () => {
    await expect(upload('nothing\n')).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await listImports(ctx, { limit: 10 })).imports).toEqual([]);
  });

  it('is not started with a mapping that does not fit, nor twice', async () => {
    const { id } = await upload();
    const misfit = { ...SETTINGS, mapping: { columns: { user: 'who' } } };
    await expect(startImport(ctx, id, misfit)).rejects.toMatchObject({ code: 'invalid' });
    await startImport(ctx, id, SETTINGS);
    await expect(startImport(ctx, id, SETTINGS)).rejects.toMatchObject({ code: 'conflict' });
    await ended(id);
  });

  it('is started once under an idempotency key, and answers the same again', async () => {
    const { id } = await upload();
    const keyed = { ...ctx, idempotency: { key: id, request: 'r' } };
    const first = await startImport(keyed, id, SETTINGS);
    await ended(id);
    expect(await startImport(keyed, id, SETTINGS)).toEqual(first);
    expect(await actionsOn(id)).toEqual(['import.uploaded', 'import.started', 'import.finished']);
  });

  it('is thrown away when it is cancelled, and cannot be cancelled again', async () => {
    const { id } = await upload();
    expect(await cancelImport(ctx, id)).toMatchObject({ status: 'cancelled' });
    await expect(access(uploadOf(id))).rejects.toThrow();
    await expect(cancelImport(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(startImport(ctx, id, SETTINGS)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is for those who may import', async () => {
    const viewer = { ...ctx, actor: { ...TEST_ADMIN, role: 'viewer' as const } };
    await expect(listImports(viewer, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(startImport(viewer, crypto.randomUUID(), SETTINGS)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(getImport(ctx, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a running import', () => {
  const long = `user,type,time\n${'u,view,2026-01-05\n'.repeat(150_000)}`;

  it('stops when it is cancelled, and leaves nothing', async () => {
    const { id } = await upload(long);
    await startImport(ctx, id, SETTINGS);
    await vi.waitFor(() => expect(ctx.importer.progress(id)).not.toBeNull());
    await cancelImport(ctx, id);
    expect(await ended(id)).toMatchObject({ status: 'cancelled', accepted: 0 });
    expect(await storedIds(store)).toEqual([]);
    expect(await actionsOn(id)).toEqual([
      'import.uploaded',
      'import.started',
      'import.stop_requested',
      'import.cancelled',
    ]);
  });

  it('of another process cannot be stopped from here', async () => {
    const { id } = await upload();
    await database.db.eventImport.update({ where: { id }, data: { status: 'running' } });
    await expect(cancelImport(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the list', () => {
  it('has the newest first, a page at a time', async () => {
    const ids: string[] = [];
    for (const minute of [1, 2, 3]) {
      ctx = { ...ctx, now: new Date(ctx.now.getTime() + minute * 60_000) };
      ids.unshift((await upload()).id);
    }
    const first = await listImports(ctx, { limit: 2 });
    expect(first.imports.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await listImports(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.imports.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.nextCursor).toBeNull();
  });
});

describe('mendImports', () => {
  const running = async (text = TEXT) => {
    const { id } = await upload(text);
    await database.db.eventImport.update({ where: { id }, data: { status: 'running', startedAt: ctx.now } });
    return id;
  };

  it('fails an import whose process ended before it was done', async () => {
    const id = await running();
    await mendImports(ctx);
    expect(await getImport(ctx, id)).toMatchObject({
      status: 'failed',
      problem: expect.stringContaining('Nothing was imported'),
    });
    await expect(access(uploadOf(id))).rejects.toThrow();
  });

  it('finishes one whose events went in before its row said so', async () => {
    const id = await running();
    const { mapping, timeZone } = SETTINGS;
    await ctx.importer.run({ id, source: { upload: id }, mapping, timeZone, now: ctx.now });
    await mendImports(ctx);
    expect(await getImport(ctx, id)).toMatchObject({ status: 'done', rows: 3, accepted: 2, rejected: 1 });
    expect(await actionsOn(id)).toEqual(['import.uploaded', 'import.finished']);
  });

  it('leaves alone what a living process runs', async () => {
    const id = await running();
    const release = await tryFileLock(path.join(data.folder, 'imports', `${id}.lock`));
    await mendImports(ctx);
    expect(await getImport(ctx, id)).toMatchObject({ status: 'running' });
    await release?.();
  });

  it('throws uploads away that nobody started for a day', async () => {
    const old = await upload();
    ctx = { ...ctx, now: new Date(ctx.now.getTime() + 25 * 3_600_000) };
    const fresh = await upload();
    await mendImports(ctx);
    expect(await getImport(ctx, old.id)).toMatchObject({ status: 'cancelled' });
    expect(await getImport(ctx, fresh.id)).toMatchObject({ status: 'uploaded' });
  });
});

describe('the demo data set', () => {
  it('is removed once, on the record', async () => {
    await seedDemo(store, { now: ctx.now, users: 50, days: 10, tempFolder: path.join(data.folder, 'tmp') });
    expect(await getDemoState(ctx)).toEqual({ present: true });
    expect(await removeDemo(ctx)).toEqual({ present: false });
    expect(await getDemoState(ctx)).toEqual({ present: false });
    expect(await removeDemo(ctx)).toEqual({ present: false });
    expect(await actionsOn('demo')).toEqual(['demo.removed']);
    expect(await storedIds(store)).toEqual([]);
  });
});
