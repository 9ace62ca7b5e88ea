import { describe, expect, it } from 'vitest';
import { contentOfDraft, noteDraft } from '#components/notes/note-draft';
import type { TimeNote } from '#lib/notes/schema';

const NOTE: TimeNote = {
  id: '1',
  time: '2026-03-03T08:30:12.345Z',
  day: null,
  text: 'on air',
  href: '/funnels',
  version: 2,
  createdBy: 'Ana',
  createdAt: '2026-03-03T09:00:00.000Z',
  updatedBy: 'Ana',
  updatedAt: '2026-03-03T09:00:00.000Z',
};

describe('a note while it is written', () => {
  it('is about a day at first', () => {
    const draft = { ...noteDraft('2026-03-03'), text: ' press ' };
    expect(contentOfDraft(draft)).toEqual({ day: '2026-03-03', text: 'press', href: null });
    expect(contentOfDraft({ ...draft, about: 'moment' })).toEqual({
      time: '2026-03-03T12:00:00Z',
      text: 'press',
      href: null,
    });
  });

  it('that was not touched says what it said', () => {
    expect(contentOfDraft(noteDraft('2026-01-01', NOTE), NOTE)).toEqual({
      time: NOTE.time,
      text: 'on air',
      href: '/funnels',
    });
    const ofDay = { ...NOTE, time: null, day: '2026-03-03' };
    expect(contentOfDraft(noteDraft('2026-01-01', ofDay), ofDay)).toMatchObject({ day: '2026-03-03' });
  });

  it('moves to the minute that is chosen', () => {
    const draft = { ...noteDraft('2026-01-01', NOTE), moment: '2026-03-03T08:31' };
    expect(contentOfDraft(draft, NOTE)).toMatchObject({ time: '2026-03-03T08:31:00Z' });
  });

  it.each([
    ['words', { text: '  ' }],
    ['a day', { text: 'a', day: '' }],
    ['a moment', { text: 'a', about: 'moment' as const, moment: '' }],
  ])('is not sent without %s', (_, part) => {
    expect(contentOfDraft({ ...noteDraft('2026-03-03'), ...part })).toBeNull();
  });
});
