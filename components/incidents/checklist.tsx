'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChecklistRow } from '#components/incidents/checklist-row';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { useToast } from '#components/ui/toast';
import type { ServedIncident } from '#lib/incidents/answers';
import { itemOf } from '#lib/incidents/checklist';
import { lookAgain } from '#lib/incidents/client';

const PARTS = [
  { id: 'before', label: 'Before the rollback' },
  { id: 'during', label: 'During the rollback' },
  { id: 'after', label: 'After the rollback' },
] as const;

interface ChecklistProps {
  incident: ServedIncident;
  canWork: boolean;
}

/** The guide's fourteen items: what the product sees it ticks itself, the others a person with a name. */
export function Checklist({ incident, canWork }: ChecklistProps) {
  const open = incident.items.filter(({ state }) => state === 'open').length;
  return (
    <section aria-labelledby="checklist">
      <div className="mb-3 flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 id="checklist" className="font-semibold text-16">
            Checklist
          </h2>
          <p className="text-14 text-ink-2">
            {open === 0 ? 'Every item is decided.' : `${open} of ${incident.items.length} are left to do.`}
          </p>
        </div>
        {canWork && open > 0 ? <LookAgain id={incident.id} /> : null}
      </div>
      <div className="flex flex-col gap-5">
        {PARTS.map(({ id, label }) => (
          <div key={id}>
            <h3 id={`part-${id}`} className="mb-1 font-medium text-12 text-ink-2 uppercase tracking-wide">
              {label}
            </h3>
            <ul aria-labelledby={`part-${id}`} className="rounded-box border border-line bg-surface">
              {incident.items
                .filter(({ item }) => itemOf(item).part === id)
                .map((item) => (
                  <ChecklistRow key={item.item} incidentId={incident.id} item={item} canWork={canWork} />
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function LookAgain({ id }: { id: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const looking = useMutation({
    ...lookAgain(client, id),
    onSuccess: ({ ticked }) =>
      toast({
        title: ticked === 0 ? 'Nothing new holds yet' : `Ticked: ${ticked}`,
        tone: ticked === 0 ? 'neutral' : 'good',
      }),
  });
  return (
    <div className="flex flex-col gap-2">
      <Button size="small" isLoading={looking.isPending} onClick={() => looking.mutate(undefined)}>
        Look again now
      </Button>
      {looking.error ? <ErrorState error={looking.error} doing="look again" isInline /> : null}
    </div>
  );
}
