'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonDialog } from '#components/ui/reason-dialog';
import type { ServedItem } from '#lib/incidents/answers';
import { itemOf } from '#lib/incidents/checklist';
import { decideItem } from '#lib/incidents/client';
import type { ItemState } from '#lib/incidents/item-decision';

interface DecideDialogProps {
  incidentId: string;
  item: ServedItem;
  to: ItemState;
  onClose: () => void;
}

const WORDS: Record<ItemState, { title: string; description: string; action: string }> = {
  open: { title: 'Open again', description: 'It is to be done again.', action: 'Open it again' },
  ticked: { title: 'Tick by hand', description: 'Say how you know that it holds.', action: 'Tick it' },
  waived: { title: 'Waive', description: 'Say why it is not needed this time.', action: 'Waive it' },
};

/** Asks for the reason that goes with a waiver, an item that is opened again, or a tick that nobody else can see. */
export function DecideDialog({ incidentId, item, to, onClose }: DecideDialogProps) {
  const client = useQueryClient();
  const deciding = useMutation(decideItem(client, incidentId, item.item));
  const { title, description, action } = WORDS[to];
  return (
    <ReasonDialog
      title={`${title}: ${itemOf(item.item).label}`}
      description={description}
      action={action}
      hint="Kept with your name, in the timeline and in the audit log."
      onConfirm={(reason) => deciding.mutateAsync({ state: to, reason })}
      onClose={onClose}
    >
      {to === 'ticked' && item.look ? <p className="text-14 text-ink-2">{item.look.why}</p> : null}
    </ReasonDialog>
  );
}
