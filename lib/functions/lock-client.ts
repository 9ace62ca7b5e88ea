import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { ServedMark } from '#lib/functions/answers';
import type { LocksQuery, ServedLock, ServedLocks, VersionMark } from '#lib/functions/lock-schema';

const API = '/api/locks';

export interface LockRequest {
  function: string;
  reason: string;
  hours: number;
}

/** Locks that stand, or that were opened; the newest first, a page at a time. */
export function locksOptions(state: LocksQuery['state']) {
  return infiniteQueryOptions({
    queryKey: ['locks', state],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ state, ...(pageParam ? { cursor: pageParam } : {}) });
      return fetchJson<ServedLocks>(`${API}?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The locks that a change has set and that still stand. */
export function locksOfChangeOptions(changeId: string) {
  const search = new URLSearchParams({ state: 'open', changeId });
  return queryOptions({
    queryKey: ['locks', 'of-change', changeId],
    queryFn: ({ signal }) => fetchJson<ServedLocks>(`${API}?${search}`, { signal }),
  });
}

export function lockMutation() {
  return mutationOptions({
    mutationFn: (body: LockRequest) => fetchJson<ServedLock>(API, { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client),
  });
}

export function unlockMutation() {
  return mutationOptions({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      fetchJson<ServedLock>(`${API}/${id}/unlocking`, { method: 'POST', body: { reason } }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client),
  });
}

/** Marks a version of a function as bad, or clears the mark. */
export function markMutation(functionName: string) {
  const place = `/api/functions/${encodeURIComponent(functionName)}/versions`;
  return mutationOptions({
    mutationFn: ({ version, ...body }: VersionMark & { version: string }) =>
      fetchJson<{ bad: ServedMark | null }>(`${place}/${version}/mark`, { method: 'PUT', body }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client),
  });
}

/** What is live shows locks and marks too. */
async function refresh(client: {
  invalidateQueries(filter: { queryKey: string[] }): Promise<void>;
}): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['locks'] }),
    client.invalidateQueries({ queryKey: ['functions'] }),
  ]);
}
