import type { Metadata } from 'next';
import { AuditLog } from '#components/audit/audit-log';
import { type AuditFilterTexts, filtersOf } from '#components/audit/filters-of';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { auditOptions } from '#lib/audit/client';
import { listAudit } from '#lib/audit/queries';
import { AuditQuery } from '#lib/audit/schema';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ searchParams }: { searchParams: Promise<AuditFilterTexts> }) {
  const ctx = await pageCtx('audit.read');
  const filters = filtersOf(await searchParams);
  const first = prefetchPage(auditOptions(filters), () => listAudit(ctx, AuditQuery.parse(filters)));
  return (
    <Hydrated queries={[first]}>
      <AuditLog />
    </Hydrated>
  );
}
