'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import type { Draft, DraftState } from '#components/dashboards/use-draft';
import { useToast } from '#components/ui/toast';
import { AppError } from '#lib/core/errors';
import type { SavedDashboard } from '#lib/dashboards/answers';
import {
  createDashboardMutation,
  dashboardKeys,
  savedDashboardOptions,
  updateDashboardMutation,
} from '#lib/dashboards/client';

export interface SaveState {
  isSaving: boolean;
  error: Error | null;
  save: (draft: Draft) => void;
  saveAsNew: (draft: Draft) => void;
}

/** Saves what was edited. Who lost a race keeps the draft and sees the other version beside it. */
export function useSave(saved: SavedDashboard, state: DraftState): SaveState {
  const client = useQueryClient();
  const toast = useToast();
  const router = useRouter();
  const keep = async (dashboard: SavedDashboard) => {
    client.setQueryData(savedDashboardOptions(dashboard.id).queryKey, dashboard);
    state.end();
    await client.invalidateQueries({ queryKey: [...dashboardKeys.all, 'list'] });
  };
  const update = useMutation({
    ...updateDashboardMutation(saved.id),
    onSuccess: async (dashboard) => {
      toast({ title: 'Saved' });
      await keep(dashboard);
    },
    onError: async (error) => {
      if (!(error instanceof AppError) || error.code !== 'conflict') return;
      await client.invalidateQueries({ queryKey: savedDashboardOptions(saved.id).queryKey });
    },
  });
  const create = useMutation({
    ...createDashboardMutation(),
    onSuccess: async (dashboard) => {
      toast({ title: `Saved as ${dashboard.name}` });
      await keep(dashboard);
      router.push(`/dashboards/${dashboard.id}` as Route);
    },
  });
  return {
    isSaving: update.isPending || create.isPending,
    error: create.error ?? update.error,
    save: update.mutate,
    saveAsNew: ({ name, definition }) =>
      create.mutate({ name: name === saved.name ? `${name} (mine)`.slice(0, 120) : name, definition }),
  };
}
