import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { SeenNames, ShellState } from '#lib/core/shell-state';

const NAMES_STAY_MS = 30_000;

/** What the line at the top says, asked again twice a minute while somebody looks. */
export const shellStateOptions = () =>
  queryOptions({
    queryKey: ['shell-state'],
    queryFn: ({ signal }) => fetchJson<ShellState>('/api/state', { signal }),
    refetchInterval: 30_000,
  });

/** Functions and stacks by name, as they were seen last. */
export const seenNamesOptions = () =>
  queryOptions({
    queryKey: ['seen-names'],
    queryFn: ({ signal }) => fetchJson<SeenNames>('/api/state/names', { signal }),
    staleTime: NAMES_STAY_MS,
  });
