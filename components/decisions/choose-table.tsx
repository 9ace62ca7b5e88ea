'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Choosing } from '#components/decisions/use-scenario';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Select } from '#components/ui/select';
import { tablesOptions } from '#lib/tables/client';

/** Which table is restored, when no report names one. */
export function ChooseTable({ isBusy, error, onChosen, onClose }: Choosing) {
  const [chosen, setChosen] = useState('');
  const tables = useQuery(tablesOptions());
  const names = (tables.data?.tables ?? []).map(({ name }) => name);
  const table = chosen || (names[0] ?? '');
  return (
    <FormDialog
      title="Restore which table?"
      description="To a new table beside it, from the newest moment that DynamoDB can restore. First comes the plan."
      action="Make the plan"
      reasons={table === '' ? [tables.isPending ? 'Reading the tables …' : 'There is no table.'] : []}
      isBusy={isBusy}
      error={error ?? tables.error}
      doing="make the plan"
      onSubmit={() => onChosen({ do: 'restore_table', table })}
      onClose={onClose}
    >
      <Field label="Table">
        {(control) => (
          <Select
            {...control}
            className="w-full"
            options={names.map((name) => ({ value: name, label: name }))}
            value={table}
            onValueChange={setChosen}
          />
        )}
      </Field>
    </FormDialog>
  );
}
