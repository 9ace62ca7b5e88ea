import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import { type UploadOptions, uploadFile } from '#lib/core/upload-file';
import type {
  DemoState,
  EventFilter,
  EventTypesAnswer,
  EventTypesQuery,
  LatestAnswer,
  PropertiesAnswer,
  PropertiesQuery,
  VolumeAnswer,
} from '#lib/events/catalog-schema';
import type {
  Delimiter,
  ImportDetail,
  ImportList,
  ImportSettingsInput,
  ImportView,
} from '#lib/events/import/schema';
import type { RejectedAnswer } from '#lib/events/rejected/schema';

const RUNNING_POLL_MS = 1000;
const LIVE_POLL_MS = 2000;

/** The newest imports first, a page at a time. Asks again every second while one of them runs. */
export function importsQuery() {
  return infiniteQueryOptions({
    queryKey: ['imports', 'list'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<ImportList>(`/api/imports${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => {
      const shown = state.data?.pages.flatMap(({ imports }) => imports) ?? [];
      return shown.some(({ status }) => status === 'running') ? RUNNING_POLL_MS : false;
    },
  });
}

/** One import, followed every second while it runs. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => fetchJson<ImportDetail>(`/api/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? RUNNING_POLL_MS : false),
  });
}

/** Begins an import that was uploaded; `onSuccess` shows it as running at once. */
export function startImport(client: QueryClient) {
  return {
    mutationFn: ({ id, settings }: { id: string; settings: ImportSettingsInput }) =>
      fetchJson<ImportView>(`/api/imports/${id}/start`, { method: 'POST', body: settings }),
    onSuccess: (_: ImportView, { id }: { id: string }) => refreshImport(client, id),
  };
}

/** Stops an import: nothing of it stays. One that is done already is refused with `conflict`. */
export function cancelImport(client: QueryClient) {
  return {
    mutationFn: (id: string) =>
      fetchJson<ImportView>(`/api/imports/${id}/cancellation`, { method: 'POST', body: {} }),
    onSuccess: (_: ImportView, id: string) => refreshImport(client, id),
  };
}

function refreshImport(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: importQuery(id).queryKey }),
    client.invalidateQueries({ queryKey: importsQuery().queryKey }),
  ]);
}

/** Where the rejected rows of an import are downloaded as CSV. */
export function rejectionsHref(id: string): string {
  return `/api/imports/${id}/rejections`;
}

/** Sends a file and answers what a first look at it found. */
export function uploadImport(
  file: File,
  { delimiter, ...options }: UploadOptions & { delimiter?: Delimiter } = {},
): Promise<ImportDetail> {
  const search = new URLSearchParams({ fileName: file.name, ...(delimiter ? { delimiter } : {}) });
  return uploadFile<ImportDetail>(`/api/imports?${search}`, file, options);
}

/** Event types and features of a period, with counts. */
export function eventTypesQuery(query: EventTypesQuery) {
  return queryOptions({
    queryKey: ['event-types', query],
    queryFn: ({ signal }) => fetchJson<EventTypesAnswer>(`/api/event-types?${searchOf(query)}`, { signal }),
  });
}

/** Property keys of a period; with `property`, its commonest values too. */
export function propertiesQuery(query: PropertiesQuery) {
  return queryOptions({
    queryKey: ['properties', query],
    queryFn: ({ signal }) => fetchJson<PropertiesAnswer>(`/api/properties?${searchOf(query)}`, { signal }),
  });
}

/** How many events arrived over time, of all and of each type and feature. */
export function eventVolumeQuery(filter: EventFilter) {
  return queryOptions({
    queryKey: ['events', 'volume', filter],
    queryFn: ({ signal }) => fetchJson<VolumeAnswer>(`/api/events/volume?${searchOf(filter)}`, { signal }),
  });
}

/** The events that were received last; while `isLive`, asked again every two seconds as long as somebody looks. */
export function latestEventsQuery(filter: EventFilter, isLive: boolean) {
  return queryOptions({
    queryKey: ['events', 'latest', filter],
    queryFn: ({ signal }) => fetchJson<LatestAnswer>(`/api/events/latest?${searchOf(filter)}`, { signal }),
    refetchInterval: isLive ? LIVE_POLL_MS : false,
    staleTime: isLive ? 0 : Number.POSITIVE_INFINITY,
  });
}

/** What was refused in the last days, what came last first, a page at a time. */
export function rejectedEventsQuery() {
  return infiniteQueryOptions({
    queryKey: ['events', 'rejected'],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<RejectedAnswer>(`/api/events/rejected${pageParam ? `?cursor=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Whether the demo data set is there. */
export function demoQuery() {
  return queryOptions({
    queryKey: ['demo'],
    queryFn: ({ signal }) => fetchJson<DemoState>('/api/demo', { signal }),
  });
}

/** Removes the demo data set, and nothing else. Every number on every page may change. */
export function removeDemo(client: QueryClient) {
  return {
    mutationFn: () => fetchJson<DemoState>('/api/demo', { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries(),
  };
}

function searchOf(query: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
