import { listAudit } from '#lib/audit/queries';
import { AuditQuery } from '#lib/audit/schema';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'audit.read',
  summary: 'Audit entries that meet the filters, the newest first.',
  query: AuditQuery,
  handle: (ctx, { query }) => listAudit(ctx, query),
});
