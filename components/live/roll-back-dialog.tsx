'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Textarea } from '#components/ui/input';
import { planChangeMutation } from '#lib/changes/client';
import type { LiveFunction } from '#lib/functions/answers';

interface RollBackDialogProps {
  functions: readonly LiveFunction[];
  /** A version that was chosen by hand, for one function. */
  toVersion?: string;
  onClose: () => void;
}

/** Asks why, makes the plan, and leads to it; nothing is moved here. */
export function RollBackDialog({ functions, toVersion, onClose }: RollBackDialogProps) {
  const [reason, setReason] = useState(() => reasonFor(functions));
  const router = useRouter();
  const plan = useMutation({
    ...planChangeMutation(),
    onSuccess: ({ id }) => router.push(`/changes/${id}`),
  });
  const environments = [...new Set(functions.map(({ environment }) => environment))];
  const reasons = [
    ...(environments.length > 1
      ? [`They are in ${environments.join(' and ')}: one plan is for one environment.`]
      : []),
    ...(reason.trim() === '' ? ['Say why.'] : []),
  ];
  const send = () => {
    const targets = functions.map(({ name }) => ({ function: name, ...(toVersion ? { toVersion } : {}) }));
    plan.mutate({ kind: 'rollback', environment: environments[0] ?? '', targets, reason });
  };
  const what = functions.length === 1 ? (functions[0]?.name ?? '') : `${functions.length} functions`;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Roll back ${what}`}
      description="First comes the plan. Nothing is moved before you have read and confirmed it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            reasons={reasons}
            isLoading={plan.isPending || plan.isSuccess}
            onClick={send}
          >
            Make the plan
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reasons.length === 0) send();
        }}
      >
        <Field label="Why" hint="Kept with the change, and with the version that is left.">
          {(control) => (
            <Textarea
              {...control}
              autoFocus
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey) return;
                event.preventDefault();
                if (reasons.length === 0) send();
              }}
            />
          )}
        </Field>
      </form>
      {plan.error ? <ErrorState isInline error={plan.error} doing="make the plan" /> : null}
    </Dialog>
  );
}

/** What the alarms say already, so that at three in the morning nobody has to write. */
function reasonFor(functions: readonly LiveFunction[]): string {
  const red = functions.flatMap(({ alarms }) => alarms.filter(({ state }) => state === 'ALARM'));
  return red
    .map(({ name, reason }) => `${name}: ${reason}`)
    .join('\n')
    .slice(0, 2000);
}
