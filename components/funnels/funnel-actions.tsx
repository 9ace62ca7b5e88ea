'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { SaveDialog } from '#components/funnels/save-dialog';
import type { QuestionState } from '#components/funnels/use-question';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { CopyLink } from '#components/ui/copy-link';
import { Menu, type MenuItem } from '#components/ui/menu';
import { useToast } from '#components/ui/toast';
import type { SavedFunnel } from '#lib/funnels/answers';
import {
  deleteFunnelMutation,
  funnelKeys,
  savedFunnelOptions,
  updateFunnelMutation,
} from '#lib/funnels/client';
import { definitionOf } from '#lib/funnels/draft';

interface FunnelActionsProps {
  saved: SavedFunnel | null;
  state: QuestionState;
  mayEdit: boolean;
}

const UNFINISHED = 'Finish the sentence first';

/** What can be done with the funnel as it stands on the page. */
export function FunnelActions({ saved, state, mayEdit }: FunnelActionsProps) {
  const [isNaming, setNaming] = useState(false);
  return (
    <>
      <CopyLink />
      {saved && state.isEdited ? <Button onClick={state.revert}>Revert</Button> : null}
      {mayEdit && saved && state.isEdited ? <SaveButton saved={saved} state={state} /> : null}
      {mayEdit && (saved === null || state.isEdited) ? (
        <Button
          variant={saved ? 'secondary' : 'primary'}
          disabled={state.question === null}
          title={state.question === null ? UNFINISHED : undefined}
          onClick={() => setNaming(true)}
        >
          {saved ? 'Save as…' : 'Save…'}
        </Button>
      ) : null}
      {mayEdit && saved ? <MoreMenu saved={saved} onSaveAs={() => setNaming(true)} /> : null}
      {isNaming ? (
        <SaveDialog
          draft={state.draft}
          name={saved ? `${saved.name} (copy)` : ''}
          onClose={() => setNaming(false)}
        />
      ) : null}
    </>
  );
}

function SaveButton({ saved, state }: { saved: SavedFunnel; state: QuestionState }) {
  const client = useQueryClient();
  const toast = useToast();
  const update = useMutation({
    ...updateFunnelMutation(saved.id),
    onSuccess: async (funnel) => {
      client.setQueryData(savedFunnelOptions(saved.id).queryKey, funnel);
      state.revert();
      toast({ title: 'Saved' });
      await client.invalidateQueries({ queryKey: funnelKeys.saved });
    },
    onError: (error) => toast({ title: error.message, tone: 'bad' }),
  });
  const save = () =>
    update.mutate({ name: saved.name, definition: definitionOf(state.draft), version: saved.version });
  return (
    <Button
      variant="primary"
      disabled={state.question === null}
      title={state.question === null ? UNFINISHED : undefined}
      isLoading={update.isPending}
      onClick={save}
    >
      Save
    </Button>
  );
}

function MoreMenu({ saved, onSaveAs }: { saved: SavedFunnel; onSaveAs: () => void }) {
  const [isDeleting, setDeleting] = useState(false);
  const client = useQueryClient();
  const router = useRouter();
  const remove = useMutation({
    ...deleteFunnelMutation(),
    onSuccess: async () => {
      router.push('/funnels');
      await client.invalidateQueries({ queryKey: funnelKeys.saved, refetchType: 'none' });
    },
  });
  const items: MenuItem[] = [
    { id: 'copy', label: 'Save a copy…', onSelect: onSaveAs },
    { id: 'delete', label: 'Delete…', isDangerous: true, onSelect: () => setDeleting(true) },
  ];
  return (
    <>
      <Menu
        label="More"
        trigger={<Ellipsis aria-hidden size={14} />}
        triggerProps={{ 'aria-label': 'More', title: 'More', className: 'aspect-square px-0!' }}
        items={items}
      />
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${saved.name}?`}
        action="Delete funnel"
        isDangerous
        onConfirm={() => remove.mutateAsync(saved.id)}
      >
        The saved definition goes, for everybody. The events stay, and links that carry the whole question go
        on working.
      </ConfirmDialog>
    </>
  );
}
