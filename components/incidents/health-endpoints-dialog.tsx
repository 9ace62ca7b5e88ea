'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Answered } from '#components/shell/answered';
import { Button, IconButton } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
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
        <Dialog isOpen onClose={onClose} title="Health endpoints" size="large">
          <Skeleton className="h-24" />
        </Dialog>
      }
    >
      {(endpoints) => <Editor saved={endpoints} mayEdit={mayEdit} onClose={onClose} />}
    </Answered>
  );
}

/** A row with a key of its own, so that a removed one takes nothing of its neighbours with it. */
type Row = HealthEndpoint & { key: number };

function Editor({ saved, mayEdit, onClose }: HealthEndpointsDialogProps & { saved: HealthEndpoints }) {
  const [rows, setRows] = useState<Row[]>(() => saved.endpoints.map((one, key) => ({ ...one, key })));
  const client = useQueryClient();
  const toast = useToast();
  const formId = useId();
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
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title="Health endpoints"
      description="Asked after a rollback: 200 is health, a redirect is not. {function} stands for the name of a function."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            {mayEdit ? 'Cancel' : 'Close'}
          </Button>
          {mayEdit ? (
            <Button type="submit" form={formId} variant="primary" isLoading={saving.isPending}>
              Save
            </Button>
          ) : null}
        </>
      }
    >
      <form
        id={formId}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const endpoints = rows.map(({ key: _key, ...one }) => one);
          saving.mutate({ version: saved.version, endpoints });
        }}
      >
        {rows.length === 0 ? (
          <p className="text-14 text-ink-2">
            None is configured, so no health is asked and a person ticks that item by hand.
          </p>
        ) : null}
        {rows.map((row) => (
          <EndpointFields
            key={row.key}
            row={row}
            isDisabled={!mayEdit}
            onSet={(part) => set(row.key, part)}
            onRemove={() => setRows(rows.filter(({ key }) => key !== row.key))}
          />
        ))}
        {mayEdit ? (
          <div>
            <Button onClick={add}>
              <Plus aria-hidden size={14} />
              Add an endpoint
            </Button>
          </div>
        ) : null}
        {saving.error ? <ErrorState error={saving.error} doing="save the endpoints" isInline /> : null}
      </form>
    </Dialog>
  );
}

interface EndpointFieldsProps {
  row: Row;
  isDisabled: boolean;
  onSet: (part: Partial<HealthEndpoint>) => void;
  onRemove: () => void;
}

function EndpointFields({ row, isDisabled, onSet, onRemove }: EndpointFieldsProps) {
  return (
    <div className="grid items-start gap-2 border-line border-b pb-4 sm:grid-cols-[7rem_minmax(0,1fr)_minmax(0,2fr)_auto]">
      <Field label="Environment">
        {(control) => (
          <Input
            {...control}
            disabled={isDisabled}
            value={row.environment}
            onChange={(event) => onSet({ environment: event.target.value.trim() })}
          />
        )}
      </Field>
      <Field label="Function" isOptional>
        {(control) => (
          <Input
            {...control}
            disabled={isDisabled}
            placeholder="all of them"
            value={row.function ?? ''}
            onChange={(event) => onSet({ function: event.target.value.trim() || null })}
          />
        )}
      </Field>
      <Field label="Address">
        {(control) => (
          <Input
            {...control}
            disabled={isDisabled}
            inputMode="url"
            placeholder="https://api.example.com/{function}/health"
            value={row.url}
            onChange={(event) => onSet({ url: event.target.value.trim() })}
          />
        )}
      </Field>
      {isDisabled ? null : (
        <IconButton
          label={`Remove the endpoint of ${row.function ?? row.environment}`}
          icon={<Trash2 aria-hidden size={14} />}
          className="sm:mt-6"
          onClick={onRemove}
        />
      )}
    </div>
  );
}
