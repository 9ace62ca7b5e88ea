import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { FunctionVersions, LiveFunctions } from '#lib/functions/answers';

const WHILE_READING_MS = 2_000;
const THEN_MS = 10_000;
const VERSIONS_MS = 5_000;

/** What is live; asked again often while functions still appear, and now and then after that. */
export function liveFunctionsOptions() {
  return queryOptions({
    queryKey: ['functions', 'live'],
    queryFn: ({ signal }) => fetchJson<LiveFunctions>('/api/functions', { signal }),
    refetchInterval: ({ state }) => (state.data?.readAt ? THEN_MS : WHILE_READING_MS),
  });
}

/** The versions of a function; asked again while somebody reads them, because what was just deployed is read from AWS first. */
export function functionVersionsOptions(name: string) {
  return queryOptions({
    queryKey: ['functions', name, 'versions'],
    queryFn: ({ signal }) =>
      fetchJson<FunctionVersions>(`/api/functions/${encodeURIComponent(name)}/versions`, { signal }),
    refetchInterval: VERSIONS_MS,
  });
}
