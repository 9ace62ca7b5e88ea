'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { createDashboardMutation, dashboardKeys, savedDashboardOptions } from '#lib/dashboards/client';

/** Names a new dashboard, and opens it for editing. */
export function NewDashboard({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const router = useRouter();
  const formId = useId();
  const create = useMutation({
    ...createDashboardMutation(),
    onSuccess: async (dashboard) => {
      client.setQueryData(savedDashboardOptions(dashboard.id).queryKey, dashboard);
      router.push(`/dashboards/${dashboard.id}?edit=true` as Route);
      await client.invalidateQueries({ queryKey: [...dashboardKeys.all, 'list'], refetchType: 'none' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name: name.trim() });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New dashboard"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            disabled={name.trim() === ''}
            isLoading={create.isPending || create.isSuccess}
          >
            Make dashboard
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name" hint="Everybody sees it in the list of dashboards.">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {create.error ? <ErrorState error={create.error} isInline /> : null}
      </form>
    </Dialog>
  );
}
