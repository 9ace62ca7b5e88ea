import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { StackDetails, StackList } from '#lib/stacks/answers';

const API = '/api/stacks';
const BEFORE_FIRST_MS = 2_000;
const THEN_MS = 15_000;
const WHILE_MOVING_MS = 4_000;

/** All stacks; asked again often before they were read for the first time, and now and then after that. */
export function stacksOptions() {
  return queryOptions({
    queryKey: ['stacks', 'list'],
    queryFn: ({ signal }) => fetchJson<StackList>(API, { signal }),
    refetchInterval: ({ state }) => (state.data?.readAt ? THEN_MS : BEFORE_FIRST_MS),
  });
}

/** One stack; asked again more often while something happens to it. */
export function stackOptions(name: string) {
  return queryOptions({
    queryKey: ['stacks', name],
    queryFn: ({ signal }) => fetchJson<StackDetails>(`${API}/${encodeURIComponent(name)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.phase === 'moving' ? WHILE_MOVING_MS : THEN_MS),
  });
}
