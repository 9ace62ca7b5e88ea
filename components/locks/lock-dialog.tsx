'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Combobox } from '#components/ui/combobox';
import { Field } from '#components/ui/field';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Select } from '#components/ui/select';
import { useToast } from '#components/ui/toast';
import { liveFunctionsOptions } from '#lib/functions/client';
import { lockMutation } from '#lib/functions/lock-client';

const HOURS = [
  { value: '1', label: '1 hour' },
  { value: '8', label: '8 hours' },
  { value: '24', label: '1 day' },
  { value: '168', label: '7 days' },
] as const;

/** Locks the deploys of a function by hand. */
export function LockDialog({ onClose }: { onClose: () => void }) {
  const live = useQuery(liveFunctionsOptions());
  const [name, setName] = useState<string | null>(null);
  const [hours, setHours] = useState<(typeof HOURS)[number]['value']>('24');
  const lock = useMutation(lockMutation());
  const toast = useToast();
  const options = (live.data?.functions ?? []).map(({ name: each }) => ({ value: each, label: each }));
  return (
    <ReasonDialog
      title="Lock deploys"
      description="Nobody, and no pipeline, can deploy the function through Flightdeck until a person unlocks it. A deploy of it that is under way stops, and what it moved goes back."
      action="Lock deploys"
      hint="Whoever is stopped by the lock reads it."
      reasons={name === null ? ['Choose a function.'] : []}
      onClose={onClose}
      onConfirm={async (reason) => {
        const locked = await lock.mutateAsync({ function: name ?? '', reason, hours: Number(hours) });
        toast({ title: `Deploys of ${locked.function} are locked` });
      }}
    >
      <Field label="Function">
        {(control) => (
          <Combobox
            label="Function"
            controlProps={control}
            options={options}
            isLoading={live.isPending}
            value={name}
            onValueChange={setName}
            placeholder="Choose a function…"
          />
        )}
      </Field>
      <Field
        label="Asks again after"
        hint="It stands until it is unlocked; after that time it is shown as overdue."
      >
        {(control) => <Select {...control} options={HOURS} value={hours} onValueChange={setHours} />}
      </Field>
    </ReasonDialog>
  );
}
