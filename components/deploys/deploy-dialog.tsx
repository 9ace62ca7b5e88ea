'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import {
  type DeployDraft,
  EMPTY_DRAFT,
  missingOf,
  requestOf,
  type Way,
} from '#components/deploys/deploy-draft';
import { PackageFields } from '#components/deploys/package-fields';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input, Textarea } from '#components/ui/input';
import { Select } from '#components/ui/select';
import { planChangeMutation } from '#lib/changes/client';
import type { LiveFunction } from '#lib/functions/answers';
import { uploadArtefact } from '#lib/functions/artefact-client';

const WAYS: readonly { value: Way; label: string }[] = [
  { value: 'careful', label: '10 %, then 50 %, then all' },
  { value: 'halves', label: 'Half, then all' },
  { value: 'at-once', label: 'All at once' },
];
const MINUTES = ['1', '5', '10', '30'].map((value) => ({ value, label: `${value} min each` }));

interface DeployDialogProps {
  found: LiveFunction;
  /** What it is a part of. */
  incidentId?: string;
  onClose: () => void;
}

/** Asks what, how and why, makes the plan, and leads to it; nothing is deployed here. */
export function DeployDialog({ found, incidentId, onClose }: DeployDialogProps) {
  const [draft, setDraft] = useState<DeployDraft>(EMPTY_DRAFT);
  const [sent, setSent] = useState<number | null>(null);
  const router = useRouter();
  const planning = planChangeMutation();
  const plan = useMutation({ ...planning, onSuccess: ({ id }) => router.push(`/changes/${id}`) });
  const upload = useMutation({
    mutationFn: async () => {
      const { file } = draft;
      const kept = draft.from === 'file' && file ? await uploadArtefact(file, { onProgress: setSent }) : null;
      const request = requestOf(found, draft, kept?.sha256 ?? null);
      return plan.mutateAsync(incidentId === undefined ? request : { ...request, incidentId });
    },
    onSettled: () => setSent(null),
  });
  const change = (more: Partial<DeployDraft>) => setDraft({ ...draft, ...more });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={`Deploy ${found.name}`}
      description="First comes the plan. Nothing is deployed before you have read and confirmed it."
    >
      <form
        className="flex flex-col gap-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (missingOf(draft).length === 0) upload.mutate();
        }}
      >
        <PackageFields draft={draft} onChange={change} sent={sent} />
        <Field label="What it is" isOptional hint="Kept with the version: the commit, and what it is about.">
          {(control) => (
            <Input
              {...control}
              maxLength={150}
              placeholder="3f2c1ab Say what was left out"
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-4">
          <Field label="Traffic">
            {(control) => (
              <Select
                {...control}
                options={WAYS}
                value={draft.way}
                onValueChange={(way) => change({ way })}
              />
            )}
          </Field>
          <Field label="Watched for">
            {(control) => (
              <Select
                {...control}
                options={MINUTES}
                value={draft.minutes}
                onValueChange={(minutes) => change({ minutes })}
              />
            )}
          </Field>
        </div>
        <Field label="Why" hint="Kept with the change.">
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={draft.reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          )}
        </Field>
        {upload.error ? (
          <ErrorState isInline error={upload.error} doing="make the plan" lost="Nothing was deployed." />
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            reasons={missingOf(draft)}
            isLoading={upload.isPending || upload.isSuccess}
          >
            Make the plan
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
