import { reportTrigger } from '#lib/automation/commands/report-trigger';
import { TriggerReportCreation } from '#lib/automation/report-schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary: 'Reports what no metric tells: a vulnerability by its CVE, or queries that fail.',
  body: TriggerReportCreation,
  status: 201,
  handle: (ctx, { body }) => reportTrigger(ctx, body),
});
