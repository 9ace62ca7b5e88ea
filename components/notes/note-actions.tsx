'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { IconButton } from '#components/ui/button';
import { useToast } from '#components/ui/toast';
import { deleteNote, noteQuery } from '#lib/notes/client';
import type { TimeNote } from '#lib/notes/schema';

const NoteForm = dynamic(() => import('#components/notes/note-form').then((file) => file.NoteForm), {
  ssr: false,
});
const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog').then((file) => file.ConfirmDialog),
  { ssr: false },
);

interface NoteActionsProps {
  id: string;
  text: string;
  /** Afterwards: the note is not what it was. */
  onDone?: () => void;
}

/** Edit and delete, of one note. It is read again before it is edited, so that nobody edits an old one. */
export function NoteActions({ id, text, onDone }: NoteActionsProps) {
  const [edited, setEdited] = useState<TimeNote | null>(null);
  const [isDeleting, setDeleting] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const opening = useMutation({
    mutationFn: () => client.fetchQuery(noteQuery(id)),
    onSuccess: setEdited,
    onError: (error) => toast({ title: error.message, tone: 'bad' }),
  });
  const removal = useMutation(deleteNote(client));
  return (
    <span className="inline-flex">
      <IconButton
        size="small"
        label={`Edit: ${text}`}
        icon={<Pencil aria-hidden size={14} />}
        isLoading={opening.isPending}
        onClick={() => opening.mutate()}
      />
      <IconButton
        size="small"
        label={`Delete: ${text}`}
        icon={<Trash2 aria-hidden size={14} />}
        onClick={() => setDeleting(true)}
      />
      {edited ? (
        <NoteForm
          day={edited.day ?? ''}
          note={edited}
          onClose={() => {
            setEdited(null);
            onDone?.();
          }}
        />
      ) : null}
      {isDeleting ? (
        <ConfirmDialog
          isOpen
          onClose={() => setDeleting(false)}
          title="Delete this note?"
          action="Delete note"
          isDangerous
          onConfirm={() => removal.mutateAsync(id).then(() => onDone?.())}
        >
          <p>“{text}” goes from every chart, for everybody. The audit keeps what it said.</p>
        </ConfirmDialog>
      ) : null}
    </span>
  );
}
