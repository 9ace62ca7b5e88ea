import type { Metadata } from 'next';
import { AuditLog } from '#components/audit/audit-log';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage() {
  await pageCtx('audit.read');
  return <AuditLog />;
}
