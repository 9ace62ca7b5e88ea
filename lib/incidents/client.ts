import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type {
  Incidents,
  SavedIncident,
  SavedPostMortem,
  ServedFollowUp,
  ServedIncident,
  ServedItem,
} from '#lib/incidents/answers';
import type { ItemId } from '#lib/incidents/checklist';
import type { ServedMeasures } from '#lib/incidents/measures-answer';
import type { PostMortemSection } from '#lib/incidents/post-mortem-sections';
import type { FollowUpUpdate, IncidentRequest, IncidentUpdate, ItemDecision } from '#lib/incidents/schema';
import type { IncidentStatus } from '#lib/incidents/status';

const API = '/api/incidents';
const KEY = 'incidents';
const WHILE_UNCLOSED_MS = 5_000;

/** Which incidents are listed: those that are worked on, or all. */
export type Listed = 'unclosed' | 'all';

export function incidentsQuery(listed: Listed) {
  return infiniteQueryOptions({
    queryKey: [KEY, 'list', listed],
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({
        ...(listed === 'all' ? {} : { status: listed }),
        ...(pageParam ? { cursor: pageParam } : {}),
      });
      return fetchJson<Incidents>(`${API}?${search}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One incident; asked again while it is worked on, because others and the product itself work on it too. */
export function incidentQuery(id: string) {
  return queryOptions({
    queryKey: [KEY, 'one', id],
    queryFn: ({ signal }) => fetchJson<ServedIncident>(`${API}/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === 'closed' ? false : WHILE_UNCLOSED_MS),
  });
}

export function measuresQuery(period: { environment: string; from: string; to: string }) {
  return queryOptions({
    queryKey: [KEY, 'measures', period],
    queryFn: ({ signal }) =>
      fetchJson<ServedMeasures>(`${API}/measures?${new URLSearchParams(period)}`, { signal }),
  });
}

export function openIncident(client: QueryClient) {
  return writing(client, (request: IncidentRequest) =>
    fetchJson<SavedIncident>(API, { method: 'POST', body: request }),
  );
}

export function updateIncident(client: QueryClient, id: string) {
  return writing(client, (update: IncidentUpdate) =>
    fetchJson<SavedIncident>(`${API}/${id}`, { method: 'PUT', body: update }),
  );
}

export function moveIncident(client: QueryClient, id: string) {
  return writing(client, (transition: { to: IncidentStatus; reason: string }) =>
    fetchJson<SavedIncident>(`${API}/${id}/transitions`, { method: 'POST', body: transition }),
  );
}

export function addIncidentNote(client: QueryClient, id: string) {
  return writing(client, (text: string) =>
    fetchJson<void>(`${API}/${id}/notes`, { method: 'POST', body: { text } }),
  );
}

export function decideItem(client: QueryClient, id: string, item: ItemId) {
  return writing(client, (decision: ItemDecision) =>
    fetchJson<ServedItem>(`${API}/${id}/checklist/${item}`, { method: 'PUT', body: decision }),
  );
}

export function lookAgain(client: QueryClient, id: string) {
  return writing(client, () => fetchJson<{ ticked: number }>(`${API}/${id}/looks`, { method: 'POST' }));
}

export function beginPostMortem(client: QueryClient, id: string) {
  return writing(client, () => fetchJson<SavedPostMortem>(`${API}/${id}/post-mortem`, { method: 'POST' }));
}

export function savePostMortem(client: QueryClient, id: string) {
  return writing(client, (update: { version: number; sections: PostMortemSection[] }) =>
    fetchJson<SavedPostMortem>(`${API}/${id}/post-mortem`, { method: 'PUT', body: update }),
  );
}

/** Where the post-mortem is downloaded from. */
export function postMortemFile(id: string): string {
  return `${API}/${id}/post-mortem/export`;
}

interface FollowUpContent {
  text: string;
  ownerId: string | null;
  dueOn: string | null;
}

export function addFollowUp(client: QueryClient, id: string) {
  return writing(client, (content: FollowUpContent) =>
    fetchJson<ServedFollowUp>(`${API}/${id}/follow-ups`, { method: 'POST', body: content }),
  );
}

export function updateFollowUp(client: QueryClient, id: string, followUpId: string) {
  return writing(client, (update: FollowUpUpdate) =>
    fetchJson<ServedFollowUp>(`${API}/${id}/follow-ups/${followUpId}`, { method: 'PUT', body: update }),
  );
}

export function deleteFollowUp(client: QueryClient, id: string, followUpId: string) {
  return writing(client, () =>
    fetchJson<void>(`${API}/${id}/follow-ups/${followUpId}`, { method: 'DELETE' }),
  );
}

export function resendNotice(client: QueryClient, id: string, noticeId: string) {
  return writing(client, () =>
    fetchJson<void>(`${API}/${id}/notices/${noticeId}/attempts`, { method: 'POST' }),
  );
}

/** A write, after which everything about incidents is asked anew. */
function writing<Input, Output>(client: QueryClient, mutationFn: (input: Input) => Promise<Output>) {
  return { mutationFn, onSettled: () => client.invalidateQueries({ queryKey: [KEY] }) };
}
