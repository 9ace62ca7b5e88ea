'use client';

import { useState } from 'react';
import { TileFields } from '#components/dashboards/tile-fields';
import type { Named } from '#components/dashboards/use-named';
import { FormDialog } from '#components/ui/form-dialog';
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
  const made = tileOf(form, id);
  return (
    <FormDialog
      title={tile ? `Change ${named.titleOf(tile)}` : 'Add a tile'}
      action={tile ? 'Change tile' : 'Add tile'}
      reasons={made ? [] : [MISSING[form.kind] ?? 'Something is missing']}
      isBusy={false}
      onSubmit={() => made && onDone(made)}
      onClose={onClose}
    >
      <TileFields form={form} named={named} onChange={(changes) => setForm({ ...form, ...changes })} />
    </FormDialog>
  );
}

const MISSING: Partial<Record<Tile['kind'], string>> = {
  funnel: 'Choose a funnel',
  metric: 'Choose a feature',
  retention: 'Choose a feature',
  text: 'Write a text',
};
