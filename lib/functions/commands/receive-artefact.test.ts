import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArtefacts } from '#lib/adapters/artefacts/open-artefacts';
import type { Ctx } from '#lib/core/ctx';
import { receiveArtefact } from '#lib/functions/commands/receive-artefact';
import { listArtefacts } from '#lib/functions/queries/artefacts';
import { TEST_ADMIN, TEST_NOW, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { temporaryFolder } from '#lib/testing/store';

let database: TestDatabase;
let place: Awaited<ReturnType<typeof temporaryFolder>>;
let ctx: Ctx;

beforeAll(async () => {
  database = await testDatabase();
  place = await temporaryFolder();
});
afterAll(async () => {
  await place.remove();
  await database.close();
});
beforeEach(async () => {
  await database.db.artefact.deleteMany();
  ctx = testCtx({ db: database.db, artefacts: await openArtefacts(place.folder) });
});

async function* body(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}

describe('a package', () => {
  it('is kept, listed and audited once', async () => {
    const sha256 = createHash('sha256').update('PK one').digest('hex');
    const kept = await receiveArtefact(ctx, { fileName: 'one.zip', body: body('P', 'K one') });
    expect(kept).toMatchObject({ sha256, fileName: 'one.zip', bytes: 6, by: TEST_ADMIN.name });
    expect(kept.codeSha256).toBe(Buffer.from(sha256, 'hex').toString('base64'));
    const other = { ...ctx, actor: { ...TEST_ADMIN, name: 'Somebody else' } };
    const again = await receiveArtefact(other, { fileName: 'two.zip', body: body('PK one') });
    expect(again).toEqual(kept);
    expect((await listArtefacts(ctx, { limit: 10 })).artefacts).toEqual([kept]);
    expect(
      await database.db.auditEntry.count({ where: { action: 'artefact.kept', subjectId: sha256 } }),
    ).toBe(1);
  });

  it.each([
    ['nothing', []],
    ['a text', ['hello']],
    ['one letter', ['P']],
  ])('is not %s', async (_, texts) => {
    const received = receiveArtefact(ctx, { fileName: 'x.zip', body: body(...texts) });
    await expect(received).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await listArtefacts(ctx, { limit: 10 })).artefacts).toEqual([]);
  });

  it('comes from those alone who may change production', async () => {
    const actor = { ...TEST_ADMIN, role: 'product' as const };
    const received = receiveArtefact({ ...ctx, actor }, { fileName: 'x.zip', body: body('PK') });
    await expect(received).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is listed a page at a time', async () => {
    const made = [];
    for (const minutes of [1, 2, 3]) {
      const now = new Date(TEST_NOW.getTime() + minutes * 60_000);
      const one = await receiveArtefact({ ...ctx, now }, { fileName: 'x', body: body(`PK ${minutes}`) });
      made.unshift(one.sha256);
    }
    const first = await listArtefacts(ctx, { limit: 2 });
    const rest = await listArtefacts(ctx, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.artefacts, ...rest.artefacts].map(({ sha256 }) => sha256)).toEqual(made);
    expect(rest.nextCursor).toBeNull();
  });
});
