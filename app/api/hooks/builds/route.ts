import { hearBuild } from '#lib/automation/commands/report-trigger';
import { BuildReport } from '#lib/automation/report-schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary:
    'Hears from a pipeline how a build ended; one that passes closes the report of the one that failed.',
  body: BuildReport,
  handle: async (ctx, { body }) => ({ report: await hearBuild(ctx, body) }),
});
