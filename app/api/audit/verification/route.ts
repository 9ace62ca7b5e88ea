import { verifyAudit } from '#lib/audit/queries';
import { route } from '#lib/http/route';

export const GET = route({
  permission: 'audit.read',
  summary:
    'Whether the audit chain is whole, and whether it agrees with the heads kept outside the database.',
  handle: (ctx) => verifyAudit(ctx),
});
