'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Time } from '#components/ui/time';
import { closeReportMutation, decisionKeys } from '#lib/automation/decision-client';
import type { Evidence } from '#lib/automation/matrix';

const ReasonDialog = dynamic(() => import('#components/ui/reason-dialog').then((file) => file.ReasonDialog), {
  ssr: false,
});

/** One reason why a row holds; what was reported can be closed by a person, what is measured ends by itself. */
export function EvidenceLine({ evidence, mayChange }: { evidence: Evidence; mayChange: boolean }) {
  const { sentence, at, href, reportId } = evidence;
  const [isClosing, setClosing] = useState(false);
  const client = useQueryClient();
  const closing = useMutation({
    ...closeReportMutation(),
    onSuccess: () => client.invalidateQueries({ queryKey: decisionKeys.all }),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="min-w-0 break-words">
        {sentence}{' '}
        {at ? (
          <span className="text-ink-2">
            <Time at={at} />.
          </span>
        ) : null}
      </span>
      {href ? (
        <a href={href} className="underline">
          Look<span className="sr-only"> at: {sentence}</span>
        </a>
      ) : null}
      {reportId && mayChange ? (
        <Button
          size="small"
          variant="quiet"
          aria-label={`Close: ${sentence}`}
          onClick={() => setClosing(true)}
        >
          Close…
        </Button>
      ) : null}
      {isClosing && reportId ? (
        <ReasonDialog
          title="Close the report"
          description="It does not hold, or no longer. The row goes dark unless something else holds it."
          action="Close report"
          hint="Kept with the report, and in the audit."
          onConfirm={(reason: string) => closing.mutateAsync({ id: reportId, reason })}
          onClose={() => setClosing(false)}
        />
      ) : null}
    </li>
  );
}
