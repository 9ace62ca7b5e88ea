import type { NoteContent } from '#lib/notes/client';
import type { TimeNote } from '#lib/notes/schema';

/** A note while it is written. */
export interface NoteDraft {
  about: 'day' | 'moment';
  /** `YYYY-MM-DD`. */
  day: string;
  /** `YYYY-MM-DDTHH:MM`, UTC, as the browser's own control has it. */
  moment: string;
  text: string;
  href: string;
}

export const MAX_NOTE_TEXT = 280;

/** A new note about a day, or one that is there. */
export function noteDraft(day: string, note?: TimeNote): NoteDraft {
  if (!note) return { about: 'day', day, moment: `${day}T12:00`, text: '', href: '' };
  const ofNote = note.day ?? note.time?.slice(0, 10) ?? day;
  return {
    about: note.day === null ? 'moment' : 'day',
    day: ofNote,
    moment: note.time?.slice(0, 16) ?? `${ofNote}T12:00`,
    text: note.text,
    href: note.href ?? '',
  };
}

/** What is sent; null while something is missing. A moment that was not touched keeps its seconds. */
export function contentOfDraft(draft: NoteDraft, note?: TimeNote): NoteContent | null {
  const text = draft.text.trim();
  const at = draft.about === 'day' ? draft.day : draft.moment;
  if (text === '' || at === '') return null;
  const href = draft.href.trim() === '' ? null : draft.href.trim();
  if (draft.about === 'day') return { day: at, text, href };
  const isUntouched = note?.time?.startsWith(at) ?? false;
  return { time: isUntouched && note?.time ? note.time : `${at}:00Z`, text, href };
}
