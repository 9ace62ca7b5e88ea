'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { SeverityBadge, StatusBadge } from '#components/incidents/incident-words';
import { ErrorState } from '#components/ui/error-state';
import { Skeleton } from '#components/ui/skeleton';
import { itemOf } from '#lib/incidents/checklist';
import { incidentQuery } from '#lib/incidents/client';

const MOST_NAMED = 4;

interface IncidentOfChangeProps {
  incidentId: string;
  /** Once it is known whether the change helped, what is left to do is said too. */
  isOver: boolean;
}

/** The incident that a change belongs to, and what is left to do in it. */
export function IncidentOfChange({ incidentId, isOver }: IncidentOfChangeProps) {
  const incident = useQuery(incidentQuery(incidentId));
  if (incident.error && !incident.data) {
    return <ErrorState error={incident.error} doing="load its incident" isInline />;
  }
  if (!incident.data) return <Skeleton className="h-16" />;
  const { number, title, status, severity, items } = incident.data;
  const left = items.filter(({ state }) => state === 'open').map(({ item }) => itemOf(item).label);
  return (
    <section aria-label="Incident" className="rounded-box border border-line bg-surface p-4 text-14">
      <p className="flex flex-wrap items-center gap-2">
        <Link href={`/incidents/${incidentId}`} className="font-medium wrap-anywhere hover:underline">
          Incident {number}: {title}
        </Link>
        <StatusBadge status={status} />
        <SeverityBadge severity={severity} />
      </p>
      {isOver && left.length > 0 ? (
        <div className="mt-3">
          <h2 className="font-medium">Left to do: {left.length}</h2>
          <ul className="mt-1 list-disc pl-5 text-ink-2">
            {left.slice(0, MOST_NAMED).map((label) => (
              <li key={label}>{label}</li>
            ))}
            {left.length > MOST_NAMED ? <li>and {left.length - MOST_NAMED} more</li> : null}
          </ul>
        </div>
      ) : null}
      {isOver && left.length === 0 ? <p className="mt-2 text-ink-2">Its checklist is complete.</p> : null}
    </section>
  );
}
