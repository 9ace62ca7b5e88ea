import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type {
  MigrationAbandonment,
  MigrationCreation,
  MigrationStepDone,
  MigrationStepUndone,
} from '#lib/tables/migration-schema';
import type { Migrations, ServedMigration } from '#lib/tables/saved-migration';

const MIGRATIONS = '/api/migrations';

export const migrationKeys = { all: ['migrations'] as const };

export function migrationsOptions() {
  return infiniteQueryOptions({
    queryKey: [...migrationKeys.all, 'list'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Migrations>(`${MIGRATIONS}${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function migrationOptions(id: string) {
  return queryOptions({
    queryKey: [...migrationKeys.all, id],
    queryFn: ({ signal }) => fetchJson<ServedMigration>(`${MIGRATIONS}/${id}`, { signal }),
  });
}

export function createMigrationMutation() {
  return mutationOptions({
    mutationKey: [...migrationKeys.all, 'create'],
    mutationFn: (body: MigrationCreation) => fetchJson<ServedMigration>(MIGRATIONS, { method: 'POST', body }),
  });
}

export function finishStepMutation(id: string) {
  return mutationOptions({
    mutationKey: [...migrationKeys.all, id, 'step'],
    mutationFn: (body: MigrationStepDone) =>
      fetchJson<ServedMigration>(`${MIGRATIONS}/${id}/steps`, { method: 'POST', body }),
  });
}

export function reopenStepMutation(id: string) {
  return mutationOptions({
    mutationKey: [...migrationKeys.all, id, 'reopen'],
    mutationFn: (body: MigrationStepUndone) =>
      fetchJson<ServedMigration>(`${MIGRATIONS}/${id}/steps`, { method: 'DELETE', body }),
  });
}

export function abandonMigrationMutation(id: string) {
  return mutationOptions({
    mutationKey: [...migrationKeys.all, id, 'abandon'],
    mutationFn: (body: MigrationAbandonment) =>
      fetchJson<ServedMigration>(`${MIGRATIONS}/${id}/abandonment`, { method: 'POST', body }),
  });
}
