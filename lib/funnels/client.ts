import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query';
import { canonicalJson } from '#lib/core/canonical-json';
import { fetchJson } from '#lib/core/fetch-json';
import type {
  FunnelAnswer,
  OtherRulesAnswer,
  PeopleAnswer,
  SavedFunnel,
  SavedFunnels,
  TimeToConvertAnswer,
  TrendAnswer,
} from '#lib/funnels/answers';
import type { FunnelDefinitionInput, FunnelQuestionInput, Interval, Outcome } from '#lib/funnels/schema';

const API = '/api/funnels';

/** Every key begins with `funnels`; saved ones go on with `saved`, answers with `answers`. */
export const funnelKeys = {
  all: ['funnels'] as const,
  saved: ['funnels', 'saved'] as const,
  answers: ['funnels', 'answers'] as const,
};

export function savedFunnelsOptions() {
  return queryOptions({
    queryKey: [...funnelKeys.saved, 'list'],
    queryFn: ({ signal }) => fetchJson<SavedFunnels>(`${API}?limit=500`, { signal }),
  });
}

export function savedFunnelOptions(id: string) {
  return queryOptions({
    queryKey: [...funnelKeys.saved, id],
    queryFn: ({ signal }) => fetchJson<SavedFunnel>(`${API}/${id}`, { signal }),
  });
}

export function funnelAnswerOptions(question: FunnelQuestionInput) {
  return answerOptions<FunnelAnswer>('query', question);
}

export function funnelTrendOptions(
  question: FunnelQuestionInput,
  view: { interval?: Interval; timeZone?: string } = {},
) {
  return answerOptions<TrendAnswer>('query/trend', { ...question, ...view });
}

export function timeToConvertOptions(
  question: FunnelQuestionInput,
  view: { fromStep?: number; toStep?: number } = {},
) {
  return answerOptions<TimeToConvertAnswer>('query/time-to-convert', { ...question, ...view });
}

/** How other tools would count the same question: ask for it only when somebody looks. */
export function otherRulesOptions(question: FunnelQuestionInput) {
  return answerOptions<OtherRulesAnswer>('query/other-rules', question);
}

/**
 * The people behind one number, page by page, by user id. `total` is the number itself when `asOf` is the `computedAt`
 * of the answer that has it.
 */
export function peopleOptions(
  question: FunnelQuestionInput,
  view: { step: number; outcome: Outcome; asOf: string; limit?: number },
) {
  const asked = { ...question, ...view };
  return infiniteQueryOptions({
    queryKey: [...funnelKeys.answers, 'query/users', canonicalJson(asked)],
    queryFn: ({ signal, pageParam }) =>
      fetchJson<PeopleAnswer>(`${API}/query/users`, {
        method: 'POST',
        body: pageParam === null ? asked : { ...asked, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function createFunnelMutation() {
  return mutationOptions({
    mutationKey: [...funnelKeys.saved, 'create'],
    mutationFn: (body: { name: string; definition: FunnelDefinitionInput }) =>
      fetchJson<SavedFunnel>(API, { method: 'POST', body }),
  });
}

/** Refused with `conflict` when somebody saved a newer version meanwhile. */
export function updateFunnelMutation(id: string) {
  return mutationOptions({
    mutationKey: [...funnelKeys.saved, id, 'update'],
    mutationFn: (body: { name: string; definition: FunnelDefinitionInput; version: number }) =>
      fetchJson<SavedFunnel>(`${API}/${id}`, { method: 'PUT', body }),
  });
}

export function duplicateFunnelMutation() {
  return mutationOptions({
    mutationKey: [...funnelKeys.saved, 'duplicate'],
    mutationFn: (id: string) => fetchJson<SavedFunnel>(`${API}/${id}/copies`, { method: 'POST' }),
  });
}

export function deleteFunnelMutation() {
  return mutationOptions({
    mutationKey: [...funnelKeys.saved, 'delete'],
    mutationFn: (id: string) => fetchJson<void>(`${API}/${id}`, { method: 'DELETE' }),
  });
}

// The old numbers stay on the page while new ones are counted; aborting the query cancels the work on the server.
function answerOptions<T>(path: string, question: object) {
  return queryOptions({
    queryKey: [...funnelKeys.answers, path, canonicalJson(question)],
    queryFn: ({ signal }) => fetchJson<T>(`${API}/${path}`, { method: 'POST', body: question, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
