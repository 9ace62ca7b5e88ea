'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FunctionPicker } from '#components/incidents/function-picker';
import { ownerOptions, SCOPE_OPTIONS, SEVERITY_OPTIONS } from '#components/incidents/incident-options';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Textarea } from '#components/ui/input';
import { NameField } from '#components/ui/name-field';
import { Select } from '#components/ui/select';
import { liveFunctionsOptions } from '#lib/functions/client';
import type { ServedIncident } from '#lib/incidents/answers';
import { updateIncident } from '#lib/incidents/client';

/** Changes what is said of an incident; each change becomes a line of its timeline. */
export function EditIncidentDialog({ incident, onClose }: { incident: ServedIncident; onClose: () => void }) {
  const [draft, setDraft] = useState(() => draftOf(incident));
  // What somebody else saves meanwhile must not be taken for what was read here.
  const [version] = useState(incident.version);
  const live = useQuery(liveFunctionsOptions());
  const client = useQueryClient();
  const saving = useMutation({ ...updateIncident(client, incident.id), onSuccess: onClose });
  const set = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const save = () =>
    saving.mutate({ ...draft, functions: [...draft.functions], ownerId: draft.ownerId || null, version });
  const known = live.data?.functions.filter(({ environment }) => environment === incident.environment) ?? [];
  return (
    <FormDialog
      size="large"
      title={`Edit incident ${incident.number}`}
      action="Save"
      reasons={draft.title.trim() === '' ? ['Say what hurts.'] : []}
      isBusy={saving.isPending}
      error={saving.error}
      doing="save it"
      onSubmit={save}
      onClose={onClose}
    >
      <NameField label="What hurts" maxLength={160} value={draft.title} onValue={(title) => set({ title })} />
      <Field label="Why it fails" isOptional>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={2000}
            value={draft.failureReason}
            onChange={(event) => set({ failureReason: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Severity">
          {(control) => (
            <Select
              {...control}
              options={SEVERITY_OPTIONS}
              value={draft.severity}
              onValueChange={(severity) => set({ severity })}
            />
          )}
        </Field>
        <Field label="Scope">
          {(control) => (
            <Select
              {...control}
              options={SCOPE_OPTIONS}
              value={draft.scope}
              onValueChange={(scope) => set({ scope })}
            />
          )}
        </Field>
        <Field label="Owner">
          {(control) => (
            <Select
              {...control}
              options={ownerOptions(incident.candidates)}
              value={draft.ownerId}
              onValueChange={(ownerId) => set({ ownerId })}
            />
          )}
        </Field>
      </div>
      <FunctionPicker
        known={known.map(({ name }) => name)}
        chosen={draft.functions}
        onChosen={(functions) => set({ functions })}
      />
    </FormDialog>
  );
}

function draftOf({ title, severity, scope, failureReason, functions, owner }: ServedIncident) {
  return {
    title,
    severity,
    scope,
    failureReason,
    functions: functions as readonly string[],
    ownerId: owner?.id ?? '',
  };
}
