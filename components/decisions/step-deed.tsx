'use client';

import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import type { WholeDeed } from '#components/decisions/change-for';
import { useScenario } from '#components/decisions/use-scenario';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import type { ServedScenario } from '#lib/automation/decision-answers';
import type { Deed } from '#lib/automation/matrix';

const ChooseFunctions = dynamic(
  () => import('#components/decisions/choose-functions').then((file) => file.ChooseFunctions),
  { ssr: false },
);
const ChooseTable = dynamic(
  () => import('#components/decisions/choose-table').then((file) => file.ChooseTable),
  { ssr: false },
);
const CompatibleBackend = dynamic(
  () => import('#components/decisions/compatible-backend').then((file) => file.CompatibleBackend),
  { ssr: false },
);

interface StepDeedProps {
  title: string;
  deed: Deed;
  scenario: ServedScenario;
}

/** The button of a step; what nothing names yet is chosen first. */
export function StepDeed({ title, deed, scenario }: StepDeedProps) {
  const [isChoosing, setChoosing] = useState(false);
  const { open, plan, isBusy, error } = useScenario(scenario);
  if (deed.do === 'incident' && scenario.incident) {
    return (
      <Link href={`/incidents/${scenario.incident.id}` as Route} className="text-14 underline">
        Incident {scenario.incident.number}
      </Link>
    );
  }
  const whole = wholeOf(deed);
  const words = deed.do === 'incident' ? 'Open incident' : whole ? 'Make the plan' : 'Choose…';
  const press = () => {
    if (deed.do === 'incident') void open().catch(() => undefined);
    else if (whole) plan(whole);
    else setChoosing(true);
  };
  const chosen = { isBusy, error, onChosen: plan, onClose: () => setChoosing(false) };
  return (
    <div className="flex flex-col items-start gap-2 sm:items-end">
      <Button
        size="small"
        variant={deed.do === 'incident' ? 'secondary' : 'primary'}
        aria-label={`${words}: ${title}`}
        isLoading={isBusy && !isChoosing}
        onClick={press}
      >
        {words}
      </Button>
      {error && !isChoosing ? <ErrorState isInline error={error} doing="do this step" /> : null}
      {isChoosing && deed.do === 'roll_back' ? <ChooseFunctions {...chosen} /> : null}
      {isChoosing && deed.do === 'restore_table' ? <ChooseTable {...chosen} /> : null}
      {isChoosing && deed.do === 'compatible_backend' ? (
        <CompatibleBackend {...chosen} named={deed.functions} openIncident={open} />
      ) : null}
    </div>
  );
}

/** Null where something has to be chosen first. */
function wholeOf(deed: Deed): WholeDeed | null {
  if (deed.do === 'take_back_stack') return deed;
  if (deed.do === 'roll_back' && deed.functions.length > 0) return deed;
  if (deed.do === 'restore_table' && deed.table !== null) return { do: 'restore_table', table: deed.table };
  return null;
}
