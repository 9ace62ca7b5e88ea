import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { SavedDashboard, SavedDashboards } from '#lib/dashboards/answers';
import type { DashboardCreationInput, DashboardDefinition } from '#lib/dashboards/schema';

const API = '/api/dashboards';

/** Every key begins with `dashboards`. */
export const dashboardKeys = { all: ['dashboards'] as const };

export function savedDashboardsOptions() {
  return queryOptions({
    queryKey: [...dashboardKeys.all, 'list'],
    queryFn: ({ signal }) => fetchJson<SavedDashboards>(`${API}?limit=500`, { signal }),
  });
}

export function savedDashboardOptions(id: string) {
  return queryOptions({
    queryKey: [...dashboardKeys.all, id],
    queryFn: ({ signal }) => fetchJson<SavedDashboard>(`${API}/${id}`, { signal }),
  });
}

export function createDashboardMutation() {
  return mutationOptions({
    mutationKey: [...dashboardKeys.all, 'create'],
    mutationFn: (body: DashboardCreationInput) => fetchJson<SavedDashboard>(API, { method: 'POST', body }),
  });
}

/** Refused with `conflict` when somebody saved a newer version meanwhile. */
export function updateDashboardMutation(id: string) {
  return mutationOptions({
    mutationKey: [...dashboardKeys.all, id, 'update'],
    mutationFn: (body: { name: string; definition: DashboardDefinition; version: number }) =>
      fetchJson<SavedDashboard>(`${API}/${id}`, { method: 'PUT', body }),
  });
}

export function duplicateDashboardMutation() {
  return mutationOptions({
    mutationKey: [...dashboardKeys.all, 'duplicate'],
    mutationFn: (id: string) => fetchJson<SavedDashboard>(`${API}/${id}/copies`, { method: 'POST' }),
  });
}

export function deleteDashboardMutation() {
  return mutationOptions({
    mutationKey: [...dashboardKeys.all, 'delete'],
    mutationFn: (id: string) => fetchJson<void>(`${API}/${id}`, { method: 'DELETE' }),
  });
}
