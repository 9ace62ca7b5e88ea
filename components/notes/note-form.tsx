'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { contentOfDraft, MAX_NOTE_TEXT, type NoteDraft, noteDraft } from '#components/notes/note-draft';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Input, Textarea } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { useToast } from '#components/ui/toast';
import { saveNote } from '#lib/notes/client';
import type { TimeNote } from '#lib/notes/schema';

const ABOUT = [
  { value: 'day', label: 'A whole day' },
  { value: 'moment', label: 'A moment' },
] as const;

interface NoteFormProps {
  /** The day that is offered for a new note. */
  day: string;
  /** The note that is edited; without it a new one is made. */
  note?: TimeNote;
  onClose: () => void;
}

/** Adds a note on time, or changes one. */
export function NoteForm({ day, note, onClose }: NoteFormProps) {
  const [draft, setDraft] = useState(() => noteDraft(day, note));
  const client = useQueryClient();
  const toast = useToast();
  const saving = useMutation(saveNote(client, note));
  const content = contentOfDraft(draft, note);
  const submit = () => {
    if (!content) return;
    saving.mutate(content, {
      onSuccess: () => {
        toast({ title: note ? 'Note changed' : 'Note added', tone: 'good' });
        onClose();
      },
    });
  };
  return (
    <FormDialog
      title={note ? 'Edit the note' : 'Add a note'}
      description="It is drawn on every chart over time, for everybody."
      action={note ? 'Save note' : 'Add note'}
      reasons={
        content ? [] : [draft.text.trim() === '' ? 'Say what happened.' : 'Say when, and link to a page.']
      }
      isBusy={saving.isPending}
      error={saving.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <NoteFields draft={draft} onDraft={setDraft} />
    </FormDialog>
  );
}

function NoteFields({ draft, onDraft }: { draft: NoteDraft; onDraft: (draft: NoteDraft) => void }) {
  const set = (part: Partial<NoteDraft>) => onDraft({ ...draft, ...part });
  return (
    <>
      <Field label="What happened" hint={`${draft.text.length} of ${MAX_NOTE_TEXT} characters`}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={MAX_NOTE_TEXT}
            placeholder="Press on 3 March"
            value={draft.text}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field label="About">
          {(control) => (
            <Select
              {...control}
              className="w-full"
              options={ABOUT}
              value={draft.about}
              onValueChange={(about) => set({ about })}
            />
          )}
        </Field>
        {draft.about === 'day' ? (
          <Field label="Day">
            {(control) => (
              <Input
                {...control}
                type="date"
                value={draft.day}
                onChange={(event) => set({ day: event.target.value })}
              />
            )}
          </Field>
        ) : (
          <Field label="Moment (UTC)">
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={draft.moment}
                onChange={(event) => set({ moment: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <Field label="Link" isOptional hint="https://… or a page of this product, like /funnels.">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            inputMode="url"
            value={draft.href}
            onChange={(event) => set({ href: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
