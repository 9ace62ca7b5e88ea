'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { useToast } from '#components/ui/toast';
import { createFunnelMutation, funnelKeys, savedFunnelOptions } from '#lib/funnels/client';
import { definitionOf } from '#lib/funnels/draft';
import { type Draft, funnelLink } from '#lib/funnels/url-state';

interface SaveDialogProps {
  draft: Draft;
  name: string;
  onClose: () => void;
}

/** Gives the funnel of the page a name and keeps it. */
export function SaveDialog({ draft, name, onClose }: SaveDialogProps) {
  const [typed, setTyped] = useState(name);
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const create = useMutation({
    ...createFunnelMutation(),
    onSuccess: async (funnel) => {
      client.setQueryData(savedFunnelOptions(funnel.id).queryKey, funnel);
      toast({ title: `Saved as ${funnel.name}` });
      onClose();
      router.push(funnelLink(funnel.id, draft) as Route);
      await client.invalidateQueries({ queryKey: funnelKeys.saved });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') create.mutate({ name: typed.trim(), definition: definitionOf(draft) });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Save the funnel"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={typed.trim() === ''}
            isLoading={create.isPending}
          >
            Save funnel
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name" hint="Everybody sees it in the list of funnels.">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={120}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {create.error ? <ErrorState error={create.error} isInline /> : null}
      </form>
    </Dialog>
  );
}
