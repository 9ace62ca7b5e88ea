'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormDialog } from '#components/ui/form-dialog';
import { NameField } from '#components/ui/name-field';
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
  return (
    <FormDialog
      title="Save the funnel"
      action="Save funnel"
      reasons={typed.trim() === '' ? ['Name it.'] : []}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={() => create.mutate({ name: typed.trim(), definition: definitionOf(draft) })}
      onClose={onClose}
    >
      <NameField hint="Everybody sees it in the list of funnels." value={typed} onValue={setTyped} />
    </FormDialog>
  );
}
