'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormDialog } from '#components/ui/form-dialog';
import { NameField } from '#components/ui/name-field';
import { createDashboardMutation, dashboardKeys, savedDashboardOptions } from '#lib/dashboards/client';

/** Names a new dashboard, and opens it for editing. */
export function NewDashboard({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const router = useRouter();
  const create = useMutation({
    ...createDashboardMutation(),
    onSuccess: async (dashboard) => {
      client.setQueryData(savedDashboardOptions(dashboard.id).queryKey, dashboard);
      router.push(`/dashboards/${dashboard.id}?edit=true` as Route);
      await client.invalidateQueries({ queryKey: [...dashboardKeys.all, 'list'], refetchType: 'none' });
    },
  });
  return (
    <FormDialog
      title="New dashboard"
      action="Make dashboard"
      reasons={name.trim() === '' ? ['Name it.'] : []}
      isBusy={create.isPending || create.isSuccess}
      error={create.error}
      onSubmit={() => create.mutate({ name: name.trim() })}
      onClose={onClose}
    >
      <NameField hint="Everybody sees it in the list of dashboards." value={name} onValue={setName} />
    </FormDialog>
  );
}
