import { closeReport } from '#lib/automation/commands/report-trigger';
import { ReportClosing, ReportParams } from '#lib/automation/report-schema';
import { route } from '#lib/http/route';

export const POST = route({
  permission: 'production.change',
  summary: 'Closes a report that does not hold, or no longer, with the reason.',
  params: ReportParams,
  body: ReportClosing,
  handle: (ctx, { params, body }) => closeReport(ctx, params.id, body),
});
