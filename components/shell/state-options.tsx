import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { ShellState } from '#lib/core/shell-state';

/** Kind of installation and freshness of its events, asked again each minute while somebody looks. */
export const shellStateOptions = () =>
  queryOptions({
    queryKey: ['shell-state'],
    queryFn: ({ signal }) => fetchJson<ShellState>('/api/state', { signal }),
    refetchInterval: 60_000,
  });
