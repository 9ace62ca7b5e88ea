'use client';

import { type FormEvent, useId, useState } from 'react';
import { TileFields } from '#components/dashboards/tile-fields';
import type { Named } from '#components/dashboards/use-named';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import type { Tile } from '#lib/dashboards/schema';
import { formOf, NEW_TILE, tileOf } from '#lib/dashboards/tile-form';

interface TileDialogProps {
  /** Null for a new one. */
  tile: Tile | null;
  named: Named;
  onClose: () => void;
  onDone: (tile: Tile) => void;
}

/** What a tile shows, and how large. */
export function TileDialog({ tile, named, onClose, onDone }: TileDialogProps) {
  const [form, setForm] = useState(tile ? formOf(tile) : NEW_TILE);
  const [id] = useState(() => tile?.id ?? crypto.randomUUID());
  const formId = useId();
  const made = tileOf(form, id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (made) onDone(made);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={tile ? `Change ${named.titleOf(tile)}` : 'Add a tile'}
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            reasons={made ? [] : [MISSING[form.kind] ?? 'Something is missing']}
          >
            {tile ? 'Change tile' : 'Add tile'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <TileFields form={form} named={named} onChange={(changes) => setForm({ ...form, ...changes })} />
      </form>
    </Dialog>
  );
}

const MISSING: Partial<Record<Tile['kind'], string>> = {
  funnel: 'Choose a funnel',
  metric: 'Choose a feature',
  retention: 'Choose a feature',
  text: 'Write a text',
};
