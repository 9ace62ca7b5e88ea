import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type {
  ServedShipment,
  ServedStackFailure,
  ServedTrouble,
  ShipmentOrder,
  StackFailureOrder,
  TroubleRequest,
  Troubles,
} from '#lib/rehearsals/schema';

const API = '/api/sandbox';
const AGAIN_MS = 10_000;

/** What troubles the sandbox from outside; asked again, because troubles end by themselves. */
export function troublesOptions() {
  return queryOptions({
    queryKey: ['sandbox', 'troubles'],
    queryFn: ({ signal }) => fetchJson<Troubles>(`${API}/troubles`, { signal }),
    refetchInterval: AGAIN_MS,
  });
}

export function shipMutation() {
  return mutationOptions({
    mutationFn: (body: ShipmentOrder) =>
      fetchJson<ServedShipment>(`${API}/shipments`, { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client, 'functions'),
  });
}

export function troubleMutation() {
  return mutationOptions({
    mutationFn: (body: TroubleRequest) =>
      fetchJson<ServedTrouble>(`${API}/troubles`, { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client, 'sandbox'),
  });
}

export function calmMutation() {
  return mutationOptions({
    mutationFn: (name: string) =>
      fetchJson<void>(`${API}/troubles/${encodeURIComponent(name)}`, { method: 'DELETE' }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client, 'sandbox'),
  });
}

export function failStackMutation() {
  return mutationOptions({
    mutationFn: (body: StackFailureOrder) =>
      fetchJson<ServedStackFailure>(`${API}/stack-failures`, { method: 'POST', body }),
    onSuccess: (_data, _variables, _result, { client }) => refresh(client, 'stacks'),
  });
}

const refresh = (client: QueryClient, key: string) => client.invalidateQueries({ queryKey: [key] });
