'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ACTION_WORDS } from '#components/stacks/action-words';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { planChangeMutation } from '#lib/changes/client';
import type { StackDetails } from '#lib/stacks/answers';
import type { StackAction } from '#lib/stacks/way-back';

interface TakeBackDialogProps {
  stack: StackDetails;
  action: StackAction;
  onClose: () => void;
}

/** Asks why, and what to skip; makes the plan, and leads to it. Nothing is done to the stack here. */
export function TakeBackDialog({ stack, action, onClose }: TakeBackDialogProps) {
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const router = useRouter();
  const plan = useMutation(planChangeMutation());
  const make = async (reason: string) => {
    const { name, environment } = stack;
    const { id } = await plan.mutateAsync({
      kind: 'stack-rollback',
      environment,
      stack: name,
      action,
      resourcesToSkip: [...skipped],
      reason,
    });
    router.push(`/changes/${id}`);
  };
  const toggle = (id: string) =>
    setSkipped(skipped.includes(id) ? skipped.filter((one) => one !== id) : [...skipped, id]);
  return (
    <ReasonDialog
      title={`${ACTION_WORDS[action]}: ${stack.name}`}
      description="First comes the plan. Nothing is done before you have read and confirmed it."
      action="Make the plan"
      hint="Kept with the change."
      onClose={onClose}
      onConfirm={make}
    >
      {action === 'continue' && stack.skippable.length > 0 ? (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 font-medium text-14">Skip what failed in the rollback</legend>
          <p className="text-12 text-ink-2">
            What is skipped stays as it is and counts as taken back: somebody has to mend it by hand.
          </p>
          {stack.skippable.map(({ logicalId, type, reason }) => (
            <label key={logicalId} className="flex items-start gap-2 text-14">
              <input
                type="checkbox"
                className="mt-1 size-4 shrink-0 accent-accent"
                checked={skipped.includes(logicalId)}
                onChange={() => toggle(logicalId)}
              />
              <span className="min-w-0">
                <span className="break-all font-mono text-12">{logicalId}</span>{' '}
                <span className="text-12 text-ink-2">
                  {type}: {reason}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </ReasonDialog>
  );
}
