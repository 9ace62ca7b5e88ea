'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Answered } from '#components/shell/answered';
import { Button, IconButton } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { Field } from '#components/ui/field';
import { FormDialog } from '#components/ui/form-dialog';
import { Input } from '#components/ui/input';
import { Skeleton } from '#components/ui/skeleton';
import { useToast } from '#components/ui/toast';
import { healthEndpointsQuery, saveHealthEndpoints } from '#lib/functions/health-client';
import type { HealthEndpoint, HealthEndpoints } from '#lib/functions/health-schema';

interface HealthEndpointsDialogProps {
  mayEdit: boolean;
  onClose: () => void;
}

/** Where the health of functions is asked, as people configured it. */
export function HealthEndpointsDialog({ mayEdit, onClose }: HealthEndpointsDialogProps) {
  const saved = useQuery({ ...healthEndpointsQuery(), staleTime: 0 });
  return (
    <Answered
      query={saved}
      doing="load the health endpoints"
      skeleton={
        <Dialog isOpen onClose={onClose} title={TITLE} size="large">
          <Skeleton className="h-24" />
        </Dialog>
      }
    >
      {(endpoints) =>
        mayEdit ? (
          <Editor saved={endpoints} onClose={onClose} />
        ) : (
          <Reader saved={endpoints} onClose={onClose} />
        )
      }
    </Answered>
  );
}

interface SavedProps {
  saved: HealthEndpoints;
  onClose: () => void;
}

function Reader({ saved: { endpoints }, onClose }: SavedProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={TITLE}
      description={DESCRIPTION}
      size="large"
      footer={
        <Button variant="quiet" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {endpoints.length === 0 ? <NoneYet /> : null}
        {endpoints.map((endpoint) => (
          <EndpointFields key={`${endpoint.environment} ${endpoint.function}`} endpoint={endpoint} />
        ))}
      </div>
    </Dialog>
  );
}

/** A row with a key of its own, so that a removed one takes nothing of its neighbours with it. */
type Row = HealthEndpoint & { key: number };

function Editor({ saved, onClose }: SavedProps) {
  const [rows, setRows] = useState<Row[]>(() => saved.endpoints.map((one, key) => ({ ...one, key })));
  const client = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    ...saveHealthEndpoints(client),
    onSuccess: () => {
      toast({ title: 'Health endpoints saved' });
      onClose();
    },
  });
  const set = (key: number, part: Partial<HealthEndpoint>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () =>
    setRows([
      ...rows,
      { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, environment: 'prod', function: null, url: '' },
    ]);
  const save = () => {
    const endpoints = rows.map(({ key: _key, ...one }) => one);
    saving.mutate({ version: saved.version, endpoints });
  };
  return (
    <FormDialog
      title={TITLE}
      description={DESCRIPTION}
      size="large"
      action="Save"
      isBusy={saving.isPending}
      error={saving.error}
      doing="save the endpoints"
      onSubmit={save}
      onClose={onClose}
    >
      {rows.length === 0 ? <NoneYet /> : null}
      {rows.map((row) => (
        <EndpointFields
          key={row.key}
          endpoint={row}
          editing={{
            set: (part) => set(row.key, part),
            remove: () => setRows(rows.filter(({ key }) => key !== row.key)),
          }}
        />
      ))}
      <div>
        <Button onClick={add}>
          <Plus aria-hidden size={14} />
          Add an endpoint
        </Button>
      </div>
    </FormDialog>
  );
}

const TITLE = 'Health endpoints';
const DESCRIPTION =
  'Asked after a rollback: 200 is health, a redirect is not. {function} stands for the name of a function.';

function NoneYet() {
  return (
    <p className="text-14 text-ink-2">
      None is configured, so no health is asked and a person ticks that item by hand.
    </p>
  );
}

interface EndpointFieldsProps {
  endpoint: HealthEndpoint;
  /** Absent where it is only read. */
  editing?: { set: (part: Partial<HealthEndpoint>) => void; remove: () => void };
}

function EndpointFields({ endpoint, editing }: EndpointFieldsProps) {
  return (
    <div className="grid items-start gap-2 border-line border-b pb-4 sm:grid-cols-[7rem_minmax(0,1fr)_minmax(0,2fr)_auto]">
      <Field label="Environment">
        {(control) => (
          <Input
            {...control}
            disabled={!editing}
            value={endpoint.environment}
            onChange={(event) => editing?.set({ environment: event.target.value.trim() })}
          />
        )}
      </Field>
      <Field label="Function" isOptional>
        {(control) => (
          <Input
            {...control}
            disabled={!editing}
            placeholder="all of them"
            value={endpoint.function ?? ''}
            onChange={(event) => editing?.set({ function: event.target.value.trim() || null })}
          />
        )}
      </Field>
      <Field label="Address">
        {(control) => (
          <Input
            {...control}
            disabled={!editing}
            inputMode="url"
            placeholder="https://api.example.com/{function}/health"
            value={endpoint.url}
            onChange={(event) => editing?.set({ url: event.target.value.trim() })}
          />
        )}
      </Field>
      {editing ? (
        <IconButton
          label={`Remove the endpoint of ${endpoint.function ?? endpoint.environment}`}
          icon={<Trash2 aria-hidden size={14} />}
          className="sm:mt-6"
          onClick={editing.remove}
        />
      ) : null}
    </div>
  );
}
