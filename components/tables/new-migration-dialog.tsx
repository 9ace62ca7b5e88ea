'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input, Textarea } from '#components/ui/input';
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
  const send = () => create.mutate({ table, title, description });
  return (
    <Dialog isOpen onClose={onClose} title="New migration">
      <form
        className="flex flex-col gap-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reasons.length === 0) send();
        }}
      >
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
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
        {create.error ? <ErrorState isInline error={create.error} doing="begin" /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="primary"
            reasons={reasons}
            isLoading={create.isPending || create.isSuccess}
          >
            Begin
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
