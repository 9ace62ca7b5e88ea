'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FunctionPicker } from '#components/incidents/function-picker';
import { SEVERITY_OPTIONS } from '#components/incidents/incident-options';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Input } from '#components/ui/input';
import { NameField } from '#components/ui/name-field';
import { Select } from '#components/ui/select';
import { liveFunctionsOptions } from '#lib/functions/client';
import { openIncident } from '#lib/incidents/client';
import { SEVERITY, type Severity } from '#lib/incidents/severity';

/** Opens an incident for what no rollback has opened one. */
export function OpenIncidentDialog({ onClose }: { onClose: () => void }) {
  const [title, setTitle] = useState('');
  const [severity, setSeverity] = useState<Severity>('P2');
  const [environment, setEnvironment] = useState('prod');
  const [functions, setFunctions] = useState<readonly string[]>([]);
  const live = useQuery(liveFunctionsOptions());
  const client = useQueryClient();
  const router = useRouter();
  const opening = useMutation({
    ...openIncident(client),
    onSuccess: ({ id }) => router.push(`/incidents/${id}`),
  });
  const open = () =>
    opening.mutate({
      title,
      severity,
      environment,
      functions: [...functions],
      ownerId: null,
      failureReason: '',
    });
  const known = live.data?.functions.filter((one) => one.environment === environment) ?? [];
  return (
    <FormDialog
      title="Open an incident"
      description="People are told at once, and the checklist begins."
      action="Open incident"
      reasons={title.trim() === '' ? ['Say what hurts.'] : []}
      isBusy={opening.isPending || opening.isSuccess}
      error={opening.error}
      doing="open it"
      onSubmit={open}
      onClose={onClose}
    >
      <NameField
        label="What hurts"
        maxLength={160}
        placeholder="Cover letters come back empty"
        value={title}
        onValue={setTitle}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Severity" hint={SEVERITY[severity].definition}>
          {(control) => (
            <Select {...control} options={SEVERITY_OPTIONS} value={severity} onValueChange={setSeverity} />
          )}
        </Field>
        <Field label="Environment">
          {(control) => (
            <Input
              {...control}
              value={environment}
              maxLength={40}
              onChange={(event) => setEnvironment(event.target.value.trim())}
            />
          )}
        </Field>
      </div>
      <FunctionPicker known={known.map(({ name }) => name)} chosen={functions} onChosen={setFunctions} />
    </FormDialog>
  );
}
