import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { TimeNote, TimeNotes } from '#lib/notes/schema';

const MOST_ON_A_CHART = 500;

/** What a note says: exactly one of `time` and `day`. */
export interface NoteContent {
  time?: string;
  day?: string;
  text: string;
  href: string | null;
}

/** The notes of a half-open period, the latest first, as `shape` makes them. */
export function notesOfPeriodQuery<T>(
  { from, to }: { from: string; to: string },
  shape: (notes: TimeNote[]) => T,
) {
  const search = new URLSearchParams({ from, to, limit: `${MOST_ON_A_CHART}` });
  return {
    queryKey: ['notes', 'period', from, to],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      shape((await fetchJson<TimeNotes>(`/api/notes?${search}`, { signal })).notes),
    staleTime: 60_000,
  };
}

/** One note, as it is now. */
export function noteQuery(id: string) {
  return queryOptions({
    queryKey: ['notes', 'one', id],
    queryFn: ({ signal }) => fetchJson<TimeNote>(`/api/notes/${id}`, { signal }),
    staleTime: 0,
  });
}

/** All notes, the latest first, a page at a time. */
export function notesQuery() {
  return infiniteQueryOptions({
    queryKey: ['notes', 'list'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<TimeNotes>(`/api/notes${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Adds a note, or replaces the one that is given. */
export function saveNote(client: QueryClient, edited?: TimeNote) {
  return {
    mutationFn: (content: NoteContent) =>
      edited
        ? fetchJson<TimeNote>(`/api/notes/${edited.id}`, {
            method: 'PUT',
            body: { ...content, version: edited.version },
          })
        : fetchJson<TimeNote>('/api/notes', { method: 'POST', body: content }),
    onSuccess: () => refreshNotes(client),
  };
}

export function deleteNote(client: QueryClient) {
  return {
    mutationFn: (id: string) => fetchJson<void>(`/api/notes/${id}`, { method: 'DELETE' }),
    onSuccess: () => refreshNotes(client),
  };
}

function refreshNotes(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: ['notes'] });
}
