'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { changeFor } from '#components/decisions/change-for';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import type { ServedScenario } from '#lib/automation/decision-answers';
import { decisionKeys, openScenarioMutation } from '#lib/automation/decision-client';
import type { Step } from '#lib/automation/matrix';
import { planChangeMutation } from '#lib/changes/client';

interface StepLineProps {
  number: number;
  step: Step;
  scenario: ServedScenario;
  mayChange: boolean;
}

/** One step, with a button that makes what it says: the incident, or the plan of a change that belongs to it. */
export function StepLine({ number, step, scenario, mayChange }: StepLineProps) {
  const { title, detail, deed } = step;
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-start gap-x-2 gap-y-1 rounded-box bg-sunken p-3 sm:grid-cols-[1.5rem_minmax(0,1fr)_auto]">
      <span aria-hidden className="text-14 text-ink-2 tabular-nums">
        {number}.
      </span>
      <div>
        <p className="break-words font-medium text-14">{title}</p>
        <p className="text-12 text-ink-2">{detail}</p>
      </div>
      <div className="col-start-2 sm:col-start-3">
        {deed && mayChange ? <Deed step={step} scenario={scenario} /> : null}
      </div>
    </li>
  );
}

function Deed({ step, scenario }: Pick<StepLineProps, 'step' | 'scenario'>) {
  const router = useRouter();
  const client = useQueryClient();
  const opening = useMutation(openScenarioMutation());
  const planning = useMutation({
    ...planChangeMutation(),
    onSuccess: ({ id }) => router.push(`/changes/${id}`),
  });
  const { deed } = step;
  if (deed === null) return null;
  if (deed.do === 'go') {
    return (
      <Link href={deed.href} className="text-14 underline">
        Go there
      </Link>
    );
  }
  if (deed.do === 'incident' && scenario.incident) {
    return (
      <Link href={`/incidents/${scenario.incident.id}` as Route} className="text-14 underline">
        Incident {scenario.incident.number}
      </Link>
    );
  }
  const error = opening.error ?? planning.error;
  const press = async () => {
    // What is changed belongs to the incident, so that comes first; asked twice, it is one.
    const { incidentId } = await opening.mutateAsync(scenario.id);
    await client.invalidateQueries({ queryKey: decisionKeys.all });
    if (deed.do !== 'incident') planning.mutate(changeFor(deed, scenario, incidentId));
  };
  return (
    <div className="flex flex-col items-start gap-2 sm:items-end">
      <Button
        size="small"
        variant={deed.do === 'incident' ? 'secondary' : 'primary'}
        aria-label={`${WORDS[deed.do]}: ${step.title}`}
        isLoading={opening.isPending || planning.isPending || planning.isSuccess}
        onClick={() => void press().catch(() => undefined)}
      >
        {WORDS[deed.do]}
      </Button>
      {error ? <ErrorState isInline error={error} doing="do this step" /> : null}
    </div>
  );
}

const WORDS = {
  incident: 'Open incident',
  roll_back: 'Make the plan',
  take_back_stack: 'Make the plan',
  restore_table: 'Make the plan',
};
