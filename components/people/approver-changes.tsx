'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import type { ApproverChangeView } from '#lib/people/approver-schema';
import { approverChangesOptions, decideApproverChangeMutation } from '#lib/people/client';

/** Changes of the approver list that wait for a second admin: never the one who proposed them. */
export function ApproverChanges({ myId }: { myId: string }) {
  const { data } = useQuery(approverChangesOptions());
  const waiting = (data?.changes ?? []).filter(({ status }) => status === 'proposed');
  if (waiting.length === 0) return null;
  return (
    <section aria-label="Approver changes that wait for a second admin" className="mb-6 flex flex-col gap-2">
      {waiting.map((change) => (
        <WaitingChange key={change.id} change={change} isMine={change.proposedBy.id === myId} />
      ))}
    </section>
  );
}

function WaitingChange({ change, isMine }: { change: ApproverChangeView; isMine: boolean }) {
  const decision = useMutation(decideApproverChangeMutation());
  const toast = useToast();
  const decide = (answer: 'confirm' | 'reject') =>
    decision.mutate(
      { id: change.id, decision: answer },
      {
        onSuccess: () =>
          toast({
            title: answer === 'confirm' ? 'The approver list is changed' : 'The proposal is withdrawn',
          }),
      },
    );
  const deed = change.isApprover ? 'make' : 'no longer have';
  const mark = change.isApprover ? 'an approver' : 'as an approver';
  return (
    <Notice tone="attention">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>
          <strong className="font-semibold">{change.proposedBy.name}</strong> proposed to {deed}{' '}
          <strong className="font-semibold">{change.person.name}</strong> {mark},{' '}
          <Time at={change.proposedAt} />.{isMine ? ' A second admin has to confirm it.' : ''}
        </p>
        <span className="flex gap-2">
          <Button size="small" isLoading={decision.isPending} onClick={() => decide('reject')}>
            {isMine ? 'Withdraw' : 'Reject'}
          </Button>
          {isMine ? null : (
            <Button
              size="small"
              variant="primary"
              isLoading={decision.isPending}
              onClick={() => decide('confirm')}
            >
              Confirm
            </Button>
          )}
        </span>
      </div>
      {decision.error ? <ErrorState error={decision.error} isInline /> : null}
    </Notice>
  );
}
