'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Checks } from '#components/changes/checks';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Time } from '#components/ui/time';
import type { ServedIncident } from '#lib/incidents/answers';
import { moveIncident } from '#lib/incidents/client';

interface ClosingPanelProps {
  incident: ServedIncident;
  mayWork: boolean;
}

/** Where the incident stands, what must hold before it is closed, and the one step that comes next. */
export function ClosingPanel({ incident, mayWork }: ClosingPanelProps) {
  const { status, checks, closedAt } = incident;
  return (
    <section aria-labelledby="closing" className="rounded-box border border-line bg-surface p-4">
      <h2 id="closing" className="mb-3 font-semibold text-16">
        Before it is closed
      </h2>
      {status === 'closed' ? (
        <Notice tone="good">
          It was closed <Time at={closedAt} />. What was signed off stays as it is; follow-ups can still be
          done.
        </Notice>
      ) : (
        <div className="flex flex-col gap-4">
          {status === 'open' ? <LaterChecks checks={checks} /> : <Checks checks={checks} />}
          {mayWork ? <Moves incident={incident} /> : null}
        </div>
      )}
    </section>
  );
}

/** While it hurts nobody thinks of closing it: what that needs is there for who asks. */
function LaterChecks({ checks }: Pick<ServedIncident, 'checks'>) {
  const held = checks.filter(({ status }) => status === 'pass').length;
  return (
    <div className="flex flex-col gap-2 text-14">
      <p className="text-ink-2">It is open. Mark it as mitigated once nobody is hurt any more.</p>
      <details>
        <summary className="min-h-6 cursor-pointer">
          {held} of {checks.length} hold of what must before it is closed
        </summary>
        <div className="mt-3">
          <Checks checks={checks} />
        </div>
      </details>
    </div>
  );
}

function Moves({ incident: { id, status, checks } }: { incident: ServedIncident }) {
  const [isReopening, setReopening] = useState(false);
  const client = useQueryClient();
  const moving = useMutation(moveIncident(client, id));
  const lacking = checks.filter((check) => check.status !== 'pass').map(({ label }) => label);
  if (status === 'open') {
    return (
      <div className="flex flex-col gap-2">
        <div>
          <Button
            variant="primary"
            isLoading={moving.isPending}
            onClick={() => moving.mutate({ to: 'mitigated', reason: '' })}
          >
            Mark as mitigated
          </Button>
        </div>
        {moving.error ? <ErrorState error={moving.error} doing="mark it" isInline /> : null}
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          disabled={lacking.length > 0}
          isLoading={moving.isPending}
          onClick={() => moving.mutate({ to: 'closed', reason: '' })}
        >
          Close the incident
        </Button>
        <Button variant="quiet" onClick={() => setReopening(true)}>
          It hurts again
        </Button>
      </div>
      {moving.error ? <ErrorState error={moving.error} doing="close it" isInline /> : null}
      {isReopening ? (
        <ReasonDialog
          title="It hurts again"
          description="The incident is open again, and what it promised runs on."
          action="Open it again"
          hint="Kept in the timeline."
          onConfirm={(reason) => moving.mutateAsync({ to: 'open', reason })}
          onClose={() => setReopening(false)}
        />
      ) : null}
    </div>
  );
}
