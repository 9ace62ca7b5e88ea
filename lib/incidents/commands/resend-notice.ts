import { audited } from '#lib/audit/write';
import { assertAllowed } from '#lib/auth/permissions';
import type { Ctx } from '#lib/core/ctx';
import { AppError } from '#lib/core/errors';
import type { ServedNotice } from '#lib/incidents/answers';
import { type NoticeState, nextNoticeState } from '#lib/incidents/notice-state';
import { servedNotice } from '#lib/incidents/saved-incident';

/**
 * Has a notice sent that was given up, or that was written when there was nobody to carry it.
 *
 * @throws AppError `unprocessable` while there still is nobody, `conflict` for one that is on its way or has arrived.
 */
export async function resendNotice(ctx: Ctx, id: string, noticeId: string): Promise<ServedNotice> {
  assertAllowed(ctx.actor, 'incidents.work');
  if (!ctx.notifier.isConfigured) {
    throw new AppError(
      'unprocessable',
      'No Slack webhook is configured: set SLACK_WEBHOOK_URL and start again.',
    );
  }
  return audited(ctx, async (tx) => {
    const row = await tx.incidentNotice.findFirst({ where: { id: noticeId, incidentId: id } });
    if (!row) throw new AppError('not_found', 'There is no such notice in this incident.');
    const state = nextNoticeState(row.state as NoticeState, 'asked_again');
    if (state === null) throw new AppError('conflict', `It is ${row.state}; there is nothing to send again.`);
    const moved = await tx.incidentNotice.update({
      where: { id: noticeId },
      data: { state, nextAttemptAt: ctx.now, createdAt: ctx.now, attempts: 0 },
    });
    const entry = {
      action: 'incident.notice_asked_again',
      subject: { kind: 'incident', id },
      details: { noticeId, kind: row.kind },
    };
    return { value: servedNotice(moved), entry };
  });
}
