import type { Metadata } from 'next';
import { NoteList } from '#components/notes/note-list';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { notesQuery } from '#lib/notes/client';
import { listNotes } from '#lib/notes/queries';
import { NotesQuery } from '#lib/notes/schema';

export const metadata: Metadata = { title: 'Notes' };

export default async function NotesPage() {
  const ctx = await pageCtx('analytics.read');
  return (
    <Hydrated queries={[prefetchPage(notesQuery(), () => listNotes(ctx, NotesQuery.parse({})))]}>
      <NoteList mayEdit={isAllowed(ctx.actor.role, 'notes.edit')} />
    </Hydrated>
  );
}
