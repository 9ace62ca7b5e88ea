'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { ToneIcon } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { Field } from '#components/ui/field';
import { Input, Textarea } from '#components/ui/input';
import { ReasonDialog } from '#components/ui/reason-dialog';
import { Time } from '#components/ui/time';
import { finishStepMutation, migrationKeys, reopenStepMutation } from '#lib/tables/migration-client';
import { type DoneStep, MIGRATION_STEPS, type MigrationStep, STEP_WORDS } from '#lib/tables/migration-steps';
import type { ServedMigration } from '#lib/tables/saved-migration';

interface StepsProps {
  migration: ServedMigration;
  mayChange: boolean;
}

/** The three deploys in their order: what proves those that are done, and the form of the next. */
export function MigrationSteps({ migration, mayChange }: StepsProps) {
  const [reopened, setReopened] = useState<MigrationStep | null>(null);
  const client = useQueryClient();
  const reopen = useMutation({
    ...reopenStepMutation(migration.id),
    onSettled: () => client.invalidateQueries({ queryKey: migrationKeys.all }),
  });
  const last = migration.done.at(-1);
  return (
    <>
      <ol className="flex max-w-3xl flex-col gap-3">
        {MIGRATION_STEPS.map((step, index) => {
          const done = migration.done.find((one) => one.step === step);
          const isLast = done !== undefined && done === last && migration.status !== 'abandoned';
          return (
            <li key={step} className="rounded-box border border-line bg-surface p-4">
              <h2 className="flex items-center gap-2 font-medium text-14">
                {done ? (
                  <span className="text-good-ink">
                    <ToneIcon tone="good" />
                    <span className="sr-only">Done: </span>
                  </span>
                ) : null}
                {index + 1}. {STEP_WORDS[step].label}
              </h2>
              <p className="mt-1 text-12 text-ink-2">{STEP_WORDS[step].why}</p>
              {done ? <Proof done={done} /> : null}
              {mayChange && isLast ? (
                <Button size="small" className="mt-2" onClick={() => setReopened(step)}>
                  Take it back
                </Button>
              ) : null}
              {mayChange && migration.next === step ? <StepForm migration={migration} step={step} /> : null}
            </li>
          );
        })}
      </ol>
      {reopened ? (
        <ReasonDialog
          title={`Take back: ${STEP_WORDS[reopened].label}`}
          description="The step counts as not done again."
          action="Take it back"
          hint="Kept in the audit."
          onClose={() => setReopened(null)}
          onConfirm={(reason) => reopen.mutateAsync({ step: reopened, reason, version: migration.version })}
        />
      ) : null}
    </>
  );
}

function Proof({ done }: { done: DoneStep }) {
  return (
    <p className="mt-2 break-words text-14">
      {done.changeId ? (
        <Link href={`/changes/${done.changeId}`} className="underline">
          The deploy
        </Link>
      ) : (
        done.evidence
      )}
      <span className="block text-12 text-ink-3">
        ticked by {done.doneBy} <Time at={done.doneAt} />
      </span>
    </p>
  );
}

/** Asks for what proves the next step. */
function StepForm({ migration, step }: { migration: ServedMigration; step: MigrationStep }) {
  const [proof, setProof] = useState('');
  const client = useQueryClient();
  const finish = useMutation({
    ...finishStepMutation(migration.id),
    onSettled: () => client.invalidateQueries({ queryKey: migrationKeys.all }),
  });
  const { version } = migration;
  const given = proof.trim();
  const send = () =>
    finish.mutate(
      step === 'data'
        ? { step, evidence: given, version }
        : { step, changeId: given.split('/').at(-1) ?? '', version },
    );
  const reasons = given === '' ? [`Give ${STEP_WORDS[step].proof}.`] : [];
  return (
    <form
      className="mt-3 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (reasons.length === 0) send();
      }}
    >
      {step === 'data' ? (
        <Field label="Evidence" hint="What shows that no item is left in the old format.">
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={proof}
              onChange={(event) => setProof(event.target.value)}
            />
          )}
        </Field>
      ) : (
        <Field label="Deploy" hint="The id of its change, or the link to it.">
          {(control) => (
            <Input {...control} value={proof} onChange={(event) => setProof(event.target.value)} />
          )}
        </Field>
      )}
      {finish.error ? <ErrorState isInline error={finish.error} doing="tick the step" /> : null}
      <div>
        <Button type="submit" variant="primary" reasons={reasons} isLoading={finish.isPending}>
          Tick it
        </Button>
      </div>
    </form>
  );
}
