import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AuditFilters, AuditPage, AuditVerification } from '#lib/audit/schema';
import { fetchJson } from '#lib/core/fetch-json';

/** Where the whole chain is downloaded from, as NDJSON. */
export const AUDIT_EXPORT_PATH = '/api/audit/export';

/** The entries that meet the filters, the newest first, a page at a time. */
export const auditOptions = (filters: AuditFilters = {}) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filters],
    queryFn: ({ pageParam, signal }) =>
      fetchJson<AuditPage>(`/api/audit${search(filters, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** Reads the whole chain; ask for it only when a person wants to know. */
export const auditVerificationOptions = () =>
  queryOptions({
    queryKey: ['audit', 'verification'],
    queryFn: ({ signal }) => fetchJson<AuditVerification>('/api/audit/verification', { signal }),
    staleTime: 0,
  });

function search(filters: AuditFilters, cursor: string | null): string {
  const set = Object.entries({ ...filters, cursor }).filter(([, value]) => value);
  return set.length === 0 ? '' : `?${new URLSearchParams(set as [string, string][])}`;
}
