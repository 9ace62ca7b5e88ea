import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '#lib/core/fetch-json';
import type { HealthEndpoints, HealthEndpointsUpdate } from '#lib/functions/health-schema';

const API = '/api/health-endpoints';
const KEY = ['health-endpoints'];

/** Where the health of functions is asked. */
export function healthEndpointsQuery() {
  return queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => fetchJson<HealthEndpoints>(API, { signal }),
  });
}

export function saveHealthEndpoints(client: QueryClient) {
  return {
    mutationFn: (update: HealthEndpointsUpdate) =>
      fetchJson<HealthEndpoints>(API, { method: 'PUT', body: update }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  };
}
