'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Textarea } from '#components/ui/input';
import { NameField } from '#components/ui/name-field';
import { Select } from '#components/ui/select';
import { tablesOptions } from '#lib/tables/client';
import { createMigrationMutation } from '#lib/tables/migration-client';

/** Begins a migration: of which table, and what changes of its items. */
export function NewMigrationDialog({ onClose }: { onClose: () => void }) {
  const [chosen, setChosen] = useState('');
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const router = useRouter();
  const tables = useQuery(tablesOptions());
  const create = useMutation({
    ...createMigrationMutation(),
    onSuccess: ({ id }) => router.push(`/tables/migrations/${id}`),
  });
  const names = (tables.data?.tables ?? []).map(({ name }) => name);
  const table = chosen || (names[0] ?? '');
  const reasons = [
    ...(table === '' ? ['Choose a table.'] : []),
    ...(title.trim() === '' ? ['Name it.'] : []),
    ...(description.trim() === '' ? ['Say what changes of the items.'] : []),
  ];
  return (
    <FormDialog
      title="New migration"
      action="Begin"
      reasons={reasons}
      isBusy={create.isPending || create.isSuccess}
      error={create.error}
      doing="begin"
      onSubmit={() => create.mutate({ table, title, description })}
      onClose={onClose}
    >
      <NameField value={title} onValue={setTitle} />
      <Field label="Table">
        {(control) => (
          <Select
            {...control}
            options={names.map((name) => ({ value: name, label: name }))}
            value={table}
            onValueChange={setChosen}
          />
        )}
      </Field>
      <Field
        label="What changes of the items"
        hint="So that everybody knows when none is left in the old format."
      >
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={4000}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
