'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { eventMarkers } from '#components/changes/event-marker';
import type { TimeMarker } from '#components/charts/time-marker';
import { type MarkerSource, TimeMarkingContext } from '#components/charts/time-marking';
import { noteMarker } from '#components/notes/note-marker';
import { isAllowed } from '#lib/auth/permissions';
import { eventsOfPeriodQuery } from '#lib/changes/client';
import type { Role } from '#lib/core/roles';
import { notesOfPeriodQuery } from '#lib/notes/client';

const NoteForm = dynamic(() => import('#components/notes/note-form').then((file) => file.NoteForm), {
  ssr: false,
});
const MarkersDialog = dynamic(
  () => import('#components/notes/markers-dialog').then((file) => file.MarkersDialog),
  { ssr: false },
);

const notes: MarkerSource = (period) => notesOfPeriodQuery(period, (found) => found.map(noteMarker));
const changes: MarkerSource = (period) => eventsOfPeriodQuery(period, eventMarkers);
const SOURCES = [notes, changes];

/** Draws notes and what happened to production on every chart over time below it, and lets those who may add notes. */
export function MarkersOnCharts({ role, children }: { role: Role; children: ReactNode }) {
  const [newDay, setNewDay] = useState<string | null>(null);
  const [read, setRead] = useState<TimeMarker[] | null>(null);
  const mayEdit = isAllowed(role, 'notes.edit');
  const marking = useMemo(
    () => ({ sources: SOURCES, onAdd: mayEdit ? setNewDay : null, onOpen: setRead }),
    [mayEdit],
  );
  const close = useCallback(() => {
    setNewDay(null);
    setRead(null);
  }, []);
  return (
    <TimeMarkingContext value={marking}>
      {children}
      {newDay === null ? null : <NoteForm day={newDay} onClose={close} />}
      {read === null ? null : <MarkersDialog markers={read} mayEdit={mayEdit} onClose={close} />}
    </TimeMarkingContext>
  );
}
