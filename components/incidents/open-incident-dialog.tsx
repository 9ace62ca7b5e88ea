'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { FunctionPicker } from '#components/incidents/function-picker';
import { SEVERITY_OPTIONS } from '#components/incidents/incident-options';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
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
  const formId = useId();
  const opening = useMutation({
    ...openIncident(client),
    onSuccess: ({ id }) => router.push(`/incidents/${id}`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() === '') return;
    opening.mutate({
      title,
      severity,
      environment,
      functions: [...functions],
      ownerId: null,
      failureReason: '',
    });
  };
  const known = live.data?.functions.filter((one) => one.environment === environment) ?? [];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Open an incident"
      description="People are told at once, and the checklist begins."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={title.trim() === ''}
            isLoading={opening.isPending || opening.isSuccess}
          >
            Open incident
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="What hurts">
          {(control) => (
            <Input
              {...control}
              maxLength={160}
              placeholder="Cover letters come back empty"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
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
        {opening.error ? <ErrorState error={opening.error} doing="open it" isInline /> : null}
      </form>
    </Dialog>
  );
}
