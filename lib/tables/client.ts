import { mutationOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { ServedTables, TableBackups, TableDetails } from '#lib/tables/answers';
import type { TableUseUpdate } from '#lib/tables/schema';

const API = '/api/tables';
const AGAIN_MS = 30_000;

export const tableKeys = { all: ['tables'] as const };

const pathOf = (name: string) => `${API}/${encodeURIComponent(name)}`;

export function tablesOptions() {
  return queryOptions({
    queryKey: [...tableKeys.all, 'list'],
    queryFn: ({ signal }) => fetchJson<ServedTables>(API, { signal }),
    refetchInterval: AGAIN_MS,
  });
}

export function tableOptions(name: string) {
  return queryOptions({
    queryKey: [...tableKeys.all, name],
    queryFn: ({ signal }) => fetchJson<TableDetails>(pathOf(name), { signal }),
  });
}

/** The backups of a table, also of one that is gone. */
export function tableBackupsOptions(name: string) {
  return queryOptions({
    queryKey: [...tableKeys.all, name, 'backups'],
    queryFn: ({ signal }) => fetchJson<TableBackups>(`${pathOf(name)}/backups`, { signal }),
  });
}

/** Says which functions use a table. */
export function saveTableUseMutation(name: string) {
  return mutationOptions({
    mutationKey: [...tableKeys.all, name, 'use'],
    mutationFn: (body: TableUseUpdate) =>
      fetchJson<TableDetails>(`${pathOf(name)}/functions`, { method: 'PUT', body }),
  });
}
