import { mutationOptions, queryOptions } from '@tanstack/react-query';
import type { DecisionMatrix, OpenedScenario, SavedReport } from '#lib/automation/decision-answers';
import type { ScenarioId } from '#lib/automation/matrix';
import type { TriggerReportCreation } from '#lib/automation/report-schema';
import { fetchJson } from '#lib/core/fetch-json';

const API = '/api/decisions';
const FRESH_MS = 15_000;

export const decisionKeys = { all: ['decisions'] as const };

export function matrixOptions() {
  return queryOptions({
    queryKey: decisionKeys.all,
    queryFn: ({ signal }) => fetchJson<DecisionMatrix>(API, { signal }),
    refetchInterval: FRESH_MS,
  });
}

/** Opens the incident of a row, or takes the row into the one that there is. */
export function openScenarioMutation() {
  return mutationOptions({
    mutationKey: [...decisionKeys.all, 'open'],
    mutationFn: (id: ScenarioId) => fetchJson<OpenedScenario>(`${API}/${id}/incidents`, { method: 'POST' }),
  });
}

export function reportMutation() {
  return mutationOptions({
    mutationKey: [...decisionKeys.all, 'report'],
    mutationFn: (body: TriggerReportCreation) =>
      fetchJson<SavedReport>(`${API}/reports`, { method: 'POST', body }),
  });
}

export function closeReportMutation() {
  return mutationOptions({
    mutationKey: [...decisionKeys.all, 'close'],
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      fetchJson<SavedReport>(`${API}/reports/${id}/closure`, { method: 'POST', body: { reason } }),
  });
}
