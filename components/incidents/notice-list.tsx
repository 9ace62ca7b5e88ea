'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { NOTICE } from '#components/incidents/incident-words';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import type { ServedIncident, ServedNotice } from '#lib/incidents/answers';
import { resendNotice } from '#lib/incidents/client';

interface NoticeListProps {
  incident: ServedIncident;
  mayWork: boolean;
}

/** What people were told, and what they were not told yet. */
export function NoticeList({ incident: { id, notices, notifier }, mayWork }: NoticeListProps) {
  return (
    <section aria-labelledby="notices">
      <h2 id="notices" className="mb-2 font-semibold text-16">
        Notices
      </h2>
      {notifier.isConfigured ? null : (
        <Notice tone="attention" className="mb-3">
          No Slack webhook is configured, so nobody was told. Tell {notifier.channel} yourself and tick that
          item by hand, or set SLACK_WEBHOOK_URL.
        </Notice>
      )}
      <ol className="flex flex-col gap-3">
        {notices.map((notice) => (
          <NoticeRow
            key={notice.id}
            incidentId={id}
            notice={notice}
            mayResend={mayWork && notifier.isConfigured && ['failed', 'kept'].includes(notice.state)}
          />
        ))}
      </ol>
    </section>
  );
}

interface NoticeRowProps {
  incidentId: string;
  notice: ServedNotice;
  mayResend: boolean;
}

function NoticeRow({ incidentId, notice, mayResend }: NoticeRowProps) {
  const { headline, state, channel, sentAt, createdAt, problem, attempts, isRepeat, nextAttemptAt } = notice;
  const client = useQueryClient();
  const sending = useMutation(resendNotice(client, incidentId, notice.id));
  return (
    <li className="text-14">
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={NOTICE[state].tone}>{NOTICE[state].words}</Badge>
        <span className="text-12 text-ink-3">
          {channel} <Time at={sentAt ?? createdAt} />
        </span>
        {mayResend ? (
          <Button
            size="small"
            variant="quiet"
            isLoading={sending.isPending}
            onClick={() => sending.mutate(undefined)}
          >
            Send it
          </Button>
        ) : null}
      </span>
      <span className="mt-0.5 block wrap-anywhere">{headline}</span>
      {problem && state !== 'sent' ? (
        <span className="block text-12 text-ink-2">
          {problem} Tried {attempts === 1 ? 'once' : `${attempts} times`}
          {state === 'waiting' ? (
            <>
              , again <Time at={nextAttemptAt} />
            </>
          ) : null}
          .
        </span>
      ) : null}
      {isRepeat ? (
        <span className="block text-12 text-ink-2">
          An answer of Slack was lost, so it may be there twice; the second one says so.
        </span>
      ) : null}
      {sending.error ? <ErrorState error={sending.error} doing="send it" isInline /> : null}
    </li>
  );
}
