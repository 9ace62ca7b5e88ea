'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { liveFunctionsOptions } from '#lib/functions/client';
import type { TableDetails } from '#lib/tables/answers';
import { saveTableUseMutation, tableKeys } from '#lib/tables/client';

/** Has people say which functions use a table. */
export function UsesDialog({ table, onClose }: { table: TableDetails; onClose: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>(table.functions);
  const live = useQuery(liveFunctionsOptions());
  const client = useQueryClient();
  const save = useMutation({
    ...saveTableUseMutation(table.name),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: tableKeys.all });
      onClose();
    },
  });
  const known = (live.data?.functions ?? [])
    .filter(({ environment }) => environment === table.environment)
    .map(({ name }) => name);
  // What was said before stays to be seen, also of functions that are gone.
  const names = [...new Set([...known, ...table.functions])].sort();
  const toggle = (name: string) =>
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Functions that use ${table.name}`}
      description="Each deploy of one of them backs this table up first. Flightdeck never reads the values of environment variables, so it has to be told."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            isLoading={save.isPending}
            onClick={() => save.mutate({ functions: [...chosen], version: table.usesVersion })}
          >
            Save
          </Button>
        </>
      }
    >
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium text-14">In {table.environment}</legend>
        {names.map((name) => (
          <label key={name} className="flex min-h-6 items-center gap-2 font-mono text-12">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(name)}
              onChange={() => toggle(name)}
            />
            <span className="break-all">{name}</span>
          </label>
        ))}
        {names.length === 0 ? <p className="text-14 text-ink-2">Reading the functions …</p> : null}
      </fieldset>
      {save.error ? <ErrorState isInline error={save.error} doing="save" /> : null}
    </Dialog>
  );
}
