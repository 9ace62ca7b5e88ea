'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Field } from '#components/ui/field';
import { Input } from '#components/ui/input';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Select } from '#components/ui/select';
import { planChangeMutation } from '#lib/changes/client';
import type { TableDetails } from '#lib/tables/answers';

const CHOICES = [
  { value: 'none', label: 'Nothing' },
  { value: 'all', label: 'All items' },
  { value: 'matching', label: 'Items with a value' },
] as const;

type Choice = (typeof CHOICES)[number]['value'];

interface BackUpDialogProps {
  table: TableDetails;
  /** Turns point-in-time recovery on, and makes no backup. */
  isRecoveryAlone: boolean;
  onClose: () => void;
}

/** Asks why, and what to export beside; makes the plan, and leads to it. */
export function BackUpDialog({ table, isRecoveryAlone, onClose }: BackUpDialogProps) {
  const [choice, setChoice] = useState<Choice>('none');
  const [attribute, setAttribute] = useState('');
  const [value, setValue] = useState('');
  const router = useRouter();
  const plan = useMutation(planChangeMutation());
  const make = async (reason: string) => {
    const exported =
      choice === 'none'
        ? {}
        : { export: choice === 'all' ? { of: choice } : { of: choice, attribute, value } };
    const { id } = await plan.mutateAsync({
      kind: 'table-backup',
      environment: table.environment,
      tables: [{ table: table.name, backup: !isRecoveryAlone, ...exported }],
      reason,
    });
    router.push(`/changes/${id}`);
  };
  return (
    <ReasonDialog
      title={isRecoveryAlone ? `Turn recovery on: ${table.name}` : `Back up ${table.name}`}
      description="First comes the plan. Nothing is made before you have read and confirmed it."
      action="Make the plan"
      hint="Kept with the change."
      onClose={onClose}
      onConfirm={make}
    >
      {isRecoveryAlone || table.exportsTo === null ? null : (
        <div className="flex flex-col gap-3">
          <Field
            label="Export to S3 beside it"
            hint={`In ${table.exportsTo}, in the format of DynamoDB's own exports.`}
          >
            {(control) => <Select {...control} options={CHOICES} value={choice} onValueChange={setChoice} />}
          </Field>
          {choice === 'matching' ? (
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Attribute">
                {(control) => (
                  <Input
                    {...control}
                    value={attribute}
                    onChange={(event) => setAttribute(event.target.value)}
                  />
                )}
              </Field>
              <Field label="Value">
                {(control) => (
                  <Input {...control} value={value} onChange={(event) => setValue(event.target.value)} />
                )}
              </Field>
            </div>
          ) : null}
        </div>
      )}
    </ReasonDialog>
  );
}
