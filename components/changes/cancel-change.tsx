'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import type { SavedChange } from '#lib/changes/answers';
import { cancelChangeMutation, changeKeys } from '#lib/changes/client';
import { isStoppable } from '#lib/changes/is-stoppable';

const ReasonDialog = dynamic(() => import('#components/ui/reason-dialog').then((file) => file.ReasonDialog), {
  ssr: false,
});

/** Lets go of a plan, or stops what is under way; nothing where neither can be done. */
export function CancelChange({ change }: { change: SavedChange }) {
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: changeKeys.all });
  const cancel = useMutation({ ...cancelChangeMutation(change), onSettled: refresh });
  if (change.status === 'planned') {
    return (
      <div className="flex flex-col items-start gap-2">
        <Button variant="quiet" isLoading={cancel.isPending} onClick={() => cancel.mutate('')}>
          Discard the plan
        </Button>
        {cancel.error ? <ErrorState isInline error={cancel.error} doing="discard it" /> : null}
      </div>
    );
  }
  if (change.status !== 'running' || change.cancellation !== null || !isStoppable(change.kind)) return null;
  return (
    <div>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Stop and take back…
      </Button>
      {isAsking ? (
        <ReasonDialog
          title="Stop it, and take back what it moved?"
          description="It goes no further; what was moved goes back to where it was, within a quarter of a minute."
          action="Stop and take back"
          isDangerous
          hint="Others read it in the journal and in the audit."
          onClose={() => setAsking(false)}
          onConfirm={(reason) => cancel.mutateAsync(reason)}
        />
      ) : null}
    </div>
  );
}
