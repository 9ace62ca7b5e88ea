'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { changeFor, type WholeDeed } from '#components/decisions/change-for';
import type { ServedScenario } from '#lib/automation/decision-answers';
import { decisionKeys, openScenarioMutation } from '#lib/automation/decision-client';
import { planChangeMutation } from '#lib/changes/client';

/** What the dialogs that choose for a step are given. */
export interface Choosing {
  isBusy: boolean;
  error: unknown;
  onChosen: (deed: WholeDeed) => void;
  onClose: () => void;
}

/** Opens the incident of a row, and plans what a step says as a part of it; the plan is led to. */
export function useScenario(scenario: ServedScenario) {
  const router = useRouter();
  const client = useQueryClient();
  const opening = useMutation(openScenarioMutation());
  const planning = useMutation({
    ...planChangeMutation(),
    onSuccess: ({ id }) => router.push(`/changes/${id}`),
  });
  // What is changed belongs to the incident, so that comes first; asked twice, it is one.
  const open = async (): Promise<string> => {
    const { incidentId } = await opening.mutateAsync(scenario.id);
    await client.invalidateQueries({ queryKey: decisionKeys.all });
    return incidentId;
  };
  const plan = (deed: WholeDeed) =>
    void open()
      .then((incidentId) => planning.mutate(changeFor(deed, scenario, incidentId)))
      .catch(() => undefined);
  return {
    open,
    plan,
    isBusy: opening.isPending || planning.isPending || planning.isSuccess,
    error: opening.error ?? planning.error,
  };
}
