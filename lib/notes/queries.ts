import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { noSuchNote } from '#lib/notes/no-such-note';
import { savedNoteOf } from '#lib/notes/saved-note';
import type { NotesQuery, TimeNote, TimeNotes } from '#lib/notes/schema';

const HOUR_MS = 3_600_000;
// Clocks run from 12 hours behind UTC to 14 ahead of it, and a day is stored as its 00:00 UTC.
const EARLIEST_START_MS = 14 * HOUR_MS;
const LATEST_END_MS = (24 + 12) * HOUR_MS;

/** Notes of a period, the latest first, a page at a time; the cursor is the id of the last one of the page before. */
export async function listNotes(ctx: Ctx, { from, to, cursor, limit }: NotesQuery): Promise<TimeNotes> {
  assertAllowed(ctx.actor, 'analytics.read');
  const rows = await ctx.db.timeNote.findMany({
    where: {
      OR: [
        { isWholeDay: false, time: { ...after(from, 'gte', 0), ...before(to, 0) } },
        { isWholeDay: true, time: { ...after(from, 'gt', LATEST_END_MS), ...before(to, EARLIEST_START_MS) } },
      ],
    },
    orderBy: [{ time: 'desc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
  });
  const notes = rows.slice(0, limit).map(savedNoteOf);
  return { notes, nextCursor: rows.length > limit ? (notes.at(-1)?.id ?? null) : null };
}

export async function getNote(ctx: Ctx, id: string): Promise<TimeNote> {
  assertAllowed(ctx.actor, 'analytics.read');
  const row = await ctx.db.timeNote.findUnique({ where: { id } });
  if (!row) throw noSuchNote();
  return savedNoteOf(row);
}

function after(from: string | undefined, operator: 'gt' | 'gte', earlierMs: number) {
  return from === undefined ? {} : { [operator]: new Date(Date.parse(from) - earlierMs) };
}

function before(to: string | undefined, laterMs: number) {
  return to === undefined ? {} : { lt: new Date(Date.parse(to) + laterMs) };
}
