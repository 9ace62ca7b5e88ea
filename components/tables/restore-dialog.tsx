'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { planChangeMutation } from '#lib/changes/client';
import { formatExact } from '#lib/core/format-time';
import type { TableDetails } from '#lib/tables/answers';
import { restoredNameOf } from '#lib/tables/restore-plan';
import type { RestoreFrom } from '#lib/tables/schema';

interface RestoreDialogProps {
  table: TableDetails;
  from: RestoreFrom;
  onClose: () => void;
}

/** Asks why and, for a point in time, which; makes the plan, and leads to it. */
export function RestoreDialog({ table, from, onClose }: RestoreDialogProps) {
  const [at, setAt] = useState('');
  const router = useRouter();
  const plan = useMutation(planChangeMutation());
  const { recovery } = table;
  const isMoment = !('backupArn' in from);
  const make = async (reason: string) => {
    const chosen = isMoment && at !== '' ? { at: new Date(`${at}Z`).toISOString() } : from;
    const { id } = await plan.mutateAsync({
      kind: 'table-restore',
      environment: table.environment,
      table: table.name,
      from: chosen,
      reason,
    });
    router.push(`/changes/${id}`);
  };
  return (
    <ReasonDialog
      title={`Restore ${table.name}`}
      description={`It is restored to ${restoredNameOf(table.name)}, beside the table that serves now. First comes the plan.`}
      action="Make the plan"
      hint="Kept with the change."
      onClose={onClose}
      onConfirm={make}
    >
      {isMoment && recovery ? (
        <Field
          label="What it held at (UTC)"
          isOptional
          hint={`From ${formatExact(recovery.earliest)} to ${formatExact(recovery.latest)}; the newest when left empty.`}
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              step={1}
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
      ) : null}
    </ReasonDialog>
  );
}
