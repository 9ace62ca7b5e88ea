import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import type {
  Changes,
  FunctionRetention,
  ProductionEvent,
  ProductionEvents,
  SavedChange,
  ServedChange,
} from '#lib/changes/answers';
import type { ChangeRequest } from '#lib/changes/schema';
import { fetchJson } from '#lib/core/fetch-json';

const API = '/api/changes';
const WHILE_RUNNING_MS = 3_000;
const RUNNING = ['running', 'verifying'];

export const changeKeys = { all: ['changes'] as const };

/** Every change, the newest first, a page at a time. */
export function changesOptions() {
  return infiniteQueryOptions({
    queryKey: [...changeKeys.all, 'list'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Changes>(`${API}${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One change; asked again while it runs, whatever its stream of events does. */
export function changeOptions(id: string) {
  return queryOptions({
    queryKey: [...changeKeys.all, id],
    queryFn: ({ signal }) => fetchJson<ServedChange>(`${API}/${id}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && RUNNING.includes(state.data.status) ? WHILE_RUNNING_MS : false,
  });
}

/** What a clean-up would do with the versions of a function; never asked again by itself, for each answer costs calls of AWS. */
export function functionRetentionOptions(name: string) {
  return queryOptions({
    queryKey: ['retention', name],
    queryFn: ({ signal }) =>
      fetchJson<FunctionRetention>(`/api/functions/${encodeURIComponent(name)}/retention`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

const LIST_EVERY_MS = 15_000;

/** What happened to production in the last hours; asked again now and then. */
export function recentEventsOptions(hours: number) {
  return queryOptions({
    queryKey: [...changeKeys.all, 'recent', hours],
    queryFn: ({ signal }) => {
      const now = Date.now();
      const period = { from: new Date(now - hours * 3_600_000), to: new Date(now + 60_000) };
      const [from, to] = [period.from.toISOString(), period.to.toISOString()];
      return fetchJson<ProductionEvents>(`${API}/timeline?${new URLSearchParams({ from, to })}`, { signal });
    },
    refetchInterval: LIST_EVERY_MS,
  });
}

/** What happened to production in a half-open period, as `shape` makes it. */
export function eventsOfPeriodQuery<T>(
  { from, to }: { from: string; to: string },
  shape: (events: ProductionEvent[]) => T,
) {
  return {
    queryKey: [...changeKeys.all, 'period', from, to],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const search = new URLSearchParams({ from, to, limit: '500' });
      return shape((await fetchJson<ProductionEvents>(`${API}/timeline?${search}`, { signal })).events);
    },
    staleTime: 60_000,
  };
}

/** Plans a change of any kind; what follows is at its page. */
export function planChangeMutation() {
  return mutationOptions({
    mutationKey: [...changeKeys.all, 'plan'],
    mutationFn: (body: ChangeRequest) => fetchJson<ServedChange>(API, { method: 'POST', body }),
  });
}

/** Discards a plan, or has a change under way stop. */
export function cancelChangeMutation({ id }: Pick<ServedChange, 'id'>) {
  return mutationOptions({
    mutationKey: [...changeKeys.all, id, 'cancel'],
    mutationFn: (reason: string) =>
      fetchJson<SavedChange>(`${API}/${id}/cancellation`, { method: 'POST', body: { reason } }),
  });
}

/** Begins a change; pressed fifty times, it is one. The key is its own: a second plan may have the same hash. */
export function executeChangeMutation({ id, planHash }: Pick<ServedChange, 'id' | 'planHash'>) {
  return mutationOptions({
    mutationKey: [...changeKeys.all, id, 'execute'],
    mutationFn: (confirmation: string) =>
      fetchJson<ServedChange>(`${API}/${id}/executions`, {
        method: 'POST',
        body: { planHash, confirmation },
        idempotencyKey: `execute ${id}`,
      }),
  });
}
