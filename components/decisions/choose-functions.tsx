'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Choosing } from '#components/decisions/use-scenario';
import { FunctionPicker } from '#components/incidents/function-picker';
import { FormDialog } from '#components/ui/form-dialog';
import { environmentOf } from '#lib/core/environment-of';
import { liveFunctionsOptions } from '#lib/functions/client';

/** Which functions are rolled back, when nothing names them. */
export function ChooseFunctions({ isBusy, error, onChosen, onClose }: Choosing) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const live = useQuery(liveFunctionsOptions());
  const environments = [...new Set(chosen.map(environmentOf))];
  const reasons = [
    ...(chosen.length === 0 ? ['Choose a function.'] : []),
    ...(environments.length > 1
      ? [`They are in ${environments.join(' and ')}: one plan is for one environment.`]
      : []),
  ];
  return (
    <FormDialog
      title="Roll back which functions?"
      description="First comes the plan. Nothing is moved before you have read and confirmed it."
      action="Make the plan"
      reasons={reasons}
      isBusy={isBusy}
      error={error ?? live.error}
      doing="make the plan"
      onSubmit={() => onChosen({ do: 'roll_back', functions: [...chosen] })}
      onClose={onClose}
    >
      <FunctionPicker
        known={(live.data?.functions ?? []).map(({ name }) => name)}
        chosen={chosen}
        onChosen={setChosen}
      />
    </FormDialog>
  );
}
