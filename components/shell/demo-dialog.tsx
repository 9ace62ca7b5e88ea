'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { Dialog } from '#components/ui/dialog';
import { useToast } from '#components/ui/toast';
import { removeDemo } from '#lib/events/client';

const TITLE = 'These numbers contain demo data';
const WHAT = (
  <p>
    Made-up events of two features and some 20,000 users, so that there is something to read. Events that were
    sent or imported are kept apart from them.
  </p>
);

interface DemoDialogProps {
  canRemove: boolean;
  onClose: () => void;
}

/** What the demo data is, and its removal for those who may. */
export function DemoDialog({ canRemove, onClose }: DemoDialogProps) {
  const removal = useMutation(removeDemo(useQueryClient()));
  const toast = useToast();
  if (!canRemove) {
    return (
      <Dialog isOpen onClose={onClose} title={TITLE}>
        <div className="pb-4">{WHAT}</div>
      </Dialog>
    );
  }
  const remove = async () => {
    await removal.mutateAsync();
    toast({ title: 'The demo data is gone' });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={TITLE}
      action="Remove demo data"
      isDangerous
      onConfirm={remove}
    >
      {WHAT}
      <p>Removing it cannot be undone from here; your own events stay.</p>
    </ConfirmDialog>
  );
}
