import { route } from '#lib/http/route';
import { resendNotice } from '#lib/incidents/commands/resend-notice';
import { NoticeParams } from '#lib/incidents/schema';

export const POST = route({
  permission: 'incidents.work',
  summary: 'Has a notice sent that did not arrive.',
  params: NoticeParams,
  status: 202,
  handle: (ctx, { params }) => resendNotice(ctx, params.id, params.noticeId),
});
