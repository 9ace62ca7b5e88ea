import { z } from 'zod';

const MAX_TEXT = 280;
const MAX_HREF = 2048;

const Instant = z.iso.datetime({
  offset: true,
  error: 'must be ISO 8601 with a zone, like 2026-03-03T12:00:00Z',
});

/** An address outside, or a path of this product; nothing that a browser would run. */
function isSafeLink(text: string): boolean {
  if (/^\/(?![/\\])/.test(text)) return true;
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

const contentShape = {
  /** The moment it is about; leave it out for a note about a whole day. */
  time: Instant.optional(),
  /** The day it is about, as the calendar names it in whatever zone a chart is read. */
  day: z.iso.date('must be a day like 2026-03-03').optional(),
  text: z.string().trim().min(1).max(MAX_TEXT),
  href: z
    .string()
    .max(MAX_HREF)
    .refine(isSafeLink, 'must begin with https://, http:// or / (a page of this product)')
    .nullable()
    .default(null),
};

export const NoteCreation = z.strictObject(contentShape).superRefine(refuseWhen);
/** `version` is the one the edit was made from: an edit of an older version is refused. */
export const NoteUpdate = z
  .strictObject({ ...contentShape, version: z.int().min(1) })
  .superRefine(refuseWhen);

export const NoteParams = z.strictObject({ id: z.uuid('must be the id of a note') });

/** A half-open period, open where it is left out; whole days count when any time zone has a part of them in it. */
export const NotesQuery = z.strictObject({
  from: Instant.optional(),
  to: Instant.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type NoteCreation = z.output<typeof NoteCreation>;
export type NoteUpdate = z.output<typeof NoteUpdate>;
export type NotesQuery = z.output<typeof NotesQuery>;

/** What people know of a time: of a moment (`time`) or of a whole day (`day`), never both. */
export interface TimeNote {
  id: string;
  time: string | null;
  day: string | null;
  text: string;
  href: string | null;
  version: number;
  createdBy: string;
  createdAt: string;
  updatedBy: string;
  updatedAt: string;
}

/** The latest first. */
export interface TimeNotes {
  notes: TimeNote[];
  nextCursor: string | null;
}

function refuseWhen(
  { time, day }: { time?: string | undefined; day?: string | undefined },
  context: z.RefinementCtx,
) {
  if ((time === undefined) !== (day === undefined)) return;
  context.addIssue({ code: 'custom', path: ['time'], message: 'must be given, or else day: one of the two' });
}
