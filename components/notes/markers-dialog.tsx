'use client';

import Link from 'next/link';
import type { TimeMarker } from '#components/charts/time-marker';
import { NoteActions } from '#components/notes/note-actions';
import { NoteLink } from '#components/notes/note-link';
import { NOTE_KIND } from '#components/notes/note-marker';
import { NoteTime } from '#components/notes/note-time';
import { Dialog } from '#components/ui/dialog';

interface MarkersDialogProps {
  markers: TimeMarker[];
  mayEdit: boolean;
  onClose: () => void;
}

/** What is known of one place on a chart. */
export function MarkersDialog({ markers, mayEdit, onClose }: MarkersDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={markers.length === 1 ? (markers[0]?.kind ?? '') : `${markers.length} at this time`}
      footer={
        <Link
          href="/notes"
          onClick={onClose}
          className="text-14 text-accent-ink underline underline-offset-2"
        >
          All notes
        </Link>
      }
    >
      <ul className="flex flex-col gap-4">
        {markers.map((marker) => (
          <li key={marker.id} className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="text-14 wrap-anywhere">{marker.label}</p>
              <p className="flex flex-wrap gap-x-2 text-12 text-ink-3">
                <NoteTime time={marker.time} day={marker.day} />
                <span>by {marker.by}</span>
                {marker.href ? <NoteLink href={marker.href} label={marker.label} /> : null}
              </p>
            </div>
            {mayEdit && marker.kind === NOTE_KIND ? (
              <NoteActions id={marker.id} text={marker.label} onDone={onClose} />
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
