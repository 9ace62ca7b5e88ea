'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/input';
import { useToast } from '#components/ui/toast';
import type { SavedPostMortem } from '#lib/incidents/answers';
import { savePostMortem } from '#lib/incidents/client';
import { SECTIONS, type SectionId } from '#lib/incidents/post-mortem-sections';

interface PostMortemEditorProps {
  incidentId: string;
  postMortem: SavedPostMortem;
  onDone: () => void;
}

/** Every section as Markdown; what was changed goes against the version that it was begun from. */
export function PostMortemEditor({ incidentId, postMortem, onDone }: PostMortemEditorProps) {
  const [begun] = useState(postMortem);
  const [texts, setTexts] = useState(() => textsOf(postMortem));
  const client = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    ...savePostMortem(client, incidentId),
    onSuccess: () => {
      toast({ title: 'Post-mortem saved' });
      onDone();
    },
  });
  const changed = SECTIONS.filter(({ id }) => texts[id] !== textsOf(begun)[id]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const sections = changed.map(({ id }) => ({ id, text: texts[id] ?? '' }));
    saving.mutate({ version: begun.version, sections });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {SECTIONS.map(({ id, title, hint }) => (
        <Field key={id} label={title} hint={hint}>
          {(control) => (
            <Textarea
              {...control}
              rows={Math.min(14, Math.max(3, (texts[id] ?? '').split('\n').length + 1))}
              maxLength={20_000}
              value={texts[id] ?? ''}
              onChange={(event) => setTexts({ ...texts, [id]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {saving.error ? <ErrorState error={saving.error} doing="save the post-mortem" isInline /> : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={changed.length === 0} isLoading={saving.isPending}>
          Save the post-mortem
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function textsOf({ sections }: SavedPostMortem): Partial<Record<SectionId, string>> {
  return Object.fromEntries(sections.map(({ id, text }) => [id, text]));
}
