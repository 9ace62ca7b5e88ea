import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#lib/core/ctx';
import { createNote } from '#lib/notes/commands/create-note';
import { deleteNote } from '#lib/notes/commands/delete-note';
import { updateNote } from '#lib/notes/commands/update-note';
import { listNotes } from '#lib/notes/queries';
import { NoteCreation } from '#lib/notes/schema';
import { TEST_ADMIN, testCtx } from '#lib/testing/ctx';
import { type TestDatabase, testDatabase } from '#lib/testing/database';

const PRESS = NoteCreation.parse({ day: '2026-03-03', text: ' press on 3 March ', href: '/funnels' });
const UNKNOWN = '00000000-0000-4000-8000-00000000dead';

let database: TestDatabase;
let ctx: Ctx;
let ids = 0;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.timeNote.deleteMany();
  const newId = () => `00000000-0000-4000-a000-${String(++ids).padStart(12, '0')}`;
  ctx = testCtx({ db: database.db, newId });
});

async function entriesOf(subjectId: string) {
  const entries = await database.db.auditEntry.findMany({
    where: { subjectId },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ action, details }) => [action, details]);
}

describe('notes', () => {
  it('are added, changed and deleted, each with its audit entry', async () => {
    const made = await createNote(ctx, PRESS);
    expect(made).toMatchObject({ day: '2026-03-03', time: null, text: 'press on 3 March', version: 1 });
    expect(made.createdBy).toBe(TEST_ADMIN.name);
    const time = '2026-03-03T08:30:00+01:00';
    const changed = await updateNote(ctx, made.id, { time, text: 'on air', href: null, version: 1 });
    expect(changed).toMatchObject({ day: null, time: '2026-03-03T07:30:00.000Z', version: 2 });
    await deleteNote(ctx, made.id);
    expect((await listNotes(ctx, { limit: 50 })).notes).toEqual([]);
    const said = { day: '2026-03-03', time: null, text: 'press on 3 March', href: '/funnels' };
    expect(await entriesOf(made.id)).toEqual([
      ['note.created', said],
      ['note.updated', expect.objectContaining({ text: 'on air', previousText: said.text, version: 2 })],
      ['note.deleted', expect.objectContaining({ text: 'on air' })],
    ]);
  });

  it('refuse an edit that was made from an older version, and change nothing', async () => {
    const { id } = await createNote(ctx, PRESS);
    await updateNote(ctx, id, { ...PRESS, text: 'first', version: 1 });
    const second = updateNote(ctx, id, { ...PRESS, text: 'second', version: 1 });
    await expect(second).rejects.toMatchObject({ code: 'conflict' });
    expect((await listNotes(ctx, { limit: 50 })).notes).toMatchObject([{ text: 'first' }]);
  });

  it('are written by those who edit, whoever wrote them first', async () => {
    const { id } = await createNote(ctx, PRESS);
    const as = (role: 'viewer' | 'product') => ({
      ...ctx,
      actor: { ...TEST_ADMIN, id: UNKNOWN, name: 'Pia', role },
    });
    await expect(createNote(as('viewer'), PRESS)).rejects.toMatchObject({ code: 'forbidden' });
    const update = { ...PRESS, version: 1 };
    await expect(updateNote(as('viewer'), id, update)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(deleteNote(as('viewer'), id)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await updateNote(as('product'), id, update)).toMatchObject({ updatedBy: 'Pia' });
    await deleteNote(as('product'), id);
  });

  it('that are gone cannot be changed', async () => {
    await expect(updateNote(ctx, UNKNOWN, { ...PRESS, version: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(deleteNote(ctx, UNKNOWN)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('listNotes', () => {
  const at = (time: string) => createNote(ctx, NoteCreation.parse({ time, text: time }));
  const on = (day: string) => createNote(ctx, NoteCreation.parse({ day, text: day }));
  const textsOf = async (from: string, to: string) =>
    (await listNotes(ctx, { from, to, limit: 50 })).notes.map(({ text }) => text);

  it('takes the moments of a half-open period, the latest first', async () => {
    await at('2026-03-01T00:00:00.000Z');
    await at('2026-03-01T23:59:59.999Z');
    await at('2026-03-02T00:00:00.000Z');
    await at('2026-02-28T23:59:59.999Z');
    expect(await textsOf('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).toEqual([
      '2026-03-01T23:59:59.999Z',
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  it.each([
    ['the last hour of the day in the last zone', '2026-03-04T11:59:59Z', '2026-03-05T00:00:00Z', 1],
    ['after that', '2026-03-04T12:00:00Z', '2026-03-05T00:00:00Z', 0],
    ['the first moment of the day in the first zone', '2026-03-01T00:00:00Z', '2026-03-02T10:00:01Z', 1],
    ['before that', '2026-03-01T00:00:00Z', '2026-03-02T10:00:00Z', 0],
  ])('takes a day when some zone has a part of it: %s', async (_, from, to, count) => {
    await on('2026-03-03');
    expect(await textsOf(from, to)).toHaveLength(count);
  });

  it('comes a page at a time', async () => {
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) await on(day);
    const first = await listNotes(ctx, { limit: 2 });
    expect(first.notes.map(({ day }) => day)).toEqual(['2026-03-03', '2026-03-02']);
    const cursor = first.nextCursor ?? undefined;
    expect(await listNotes(ctx, { limit: 2, cursor })).toMatchObject({
      notes: [{ day: '2026-03-01' }],
      nextCursor: null,
    });
  });
});
