'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Field } from '#components/ui/field';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Select } from '#components/ui/select';
import { planChangeMutation } from '#lib/changes/client';
import { liveFunctionsOptions } from '#lib/functions/client';

/** Plans a clean-up of old versions by hand; nothing is deleted here. */
export function CleanUpDialog({ onClose }: { onClose: () => void }) {
  const live = useQuery(liveFunctionsOptions());
  const environments = [...new Set(live.data?.functions.map(({ environment }) => environment))].sort();
  const [chosen, setChosen] = useState<string | null>(null);
  const environment = chosen ?? environments[0] ?? '';
  const router = useRouter();
  const plan = useMutation({
    ...planChangeMutation(),
    onSuccess: ({ id }) => router.push(`/changes/${id}`),
  });
  return (
    <ReasonDialog
      title="Clean up old versions"
      description="The plan says of each version whether it is kept or deleted, and why. Nothing is deleted before you have read and confirmed it."
      action="Make the plan"
      hint="Kept with the change."
      reasons={environment === '' ? ['What is live was not read yet.'] : []}
      onClose={onClose}
      onConfirm={(reason) => plan.mutateAsync({ kind: 'prune', environment, reason })}
    >
      <Field label="Environment" hint="Reading every version of it takes a while.">
        {(control) => (
          <Select
            {...control}
            options={environments.map((value) => ({ value, label: value }))}
            value={environment}
            onValueChange={setChosen}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}
