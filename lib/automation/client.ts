import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query';
import type { Decisions, RulePreview, Rules, SavedRule } from '#lib/automation/answers';
import type { DecisionsQuery, RuleCreation, RuleUpdate } from '#lib/automation/schema';
import { fetchJson } from '#lib/core/fetch-json';

const API = '/api/automation';
const FRESH_MS = 10_000;
/** The minutes that a preview looks at are the same for so long. */
const PREVIEWED_MS = 10 * 60_000;

export const automationKeys = { all: ['automation'] as const };

export function rulesOptions() {
  return queryOptions({
    queryKey: [...automationKeys.all, 'rules'],
    queryFn: ({ signal }) => fetchJson<Rules>(`${API}/rules`, { signal }),
    refetchInterval: FRESH_MS,
  });
}

/** What was decided, the newest first, a page at a time. */
export function decisionsOptions(show: DecisionsQuery['show']) {
  return infiniteQueryOptions({
    queryKey: [...automationKeys.all, 'decisions', show],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Decisions>(`${API}/decisions?show=${show}${pageParam ? `&cursor=${pageParam}` : ''}`, {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: FRESH_MS,
  });
}

/** What a rule as it stands in the form would have done; nothing is saved. */
export function previewOptions(rule: RuleCreation) {
  return queryOptions({
    queryKey: [...automationKeys.all, 'preview', rule],
    queryFn: ({ signal }) => fetchJson<RulePreview>(`${API}/preview`, { method: 'POST', body: rule, signal }),
    staleTime: PREVIEWED_MS,
  });
}

export function createRuleMutation() {
  return mutationOptions({
    mutationKey: [...automationKeys.all, 'create'],
    mutationFn: (body: RuleCreation) => fetchJson<SavedRule>(`${API}/rules`, { method: 'POST', body }),
  });
}

/** Refused with `conflict` when somebody saved a newer version meanwhile. */
export function updateRuleMutation() {
  return mutationOptions({
    mutationKey: [...automationKeys.all, 'update'],
    mutationFn: ({ id, ...body }: RuleUpdate & { id: string }) =>
      fetchJson<SavedRule>(`${API}/rules/${id}`, { method: 'PUT', body }),
  });
}

export function deleteRuleMutation() {
  return mutationOptions({
    mutationKey: [...automationKeys.all, 'delete'],
    mutationFn: ({ id, version }: Pick<SavedRule, 'id' | 'version'>) =>
      fetchJson<void>(`${API}/rules/${id}?version=${version}`, { method: 'DELETE' }),
  });
}
