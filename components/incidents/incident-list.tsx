'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { SeverityBadge, StatusBadge } from '#components/incidents/incident-words';
import { MeasuresPanel } from '#components/incidents/measures-panel';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Field } from '#components/ui/field';
import { PageHeader } from '#components/ui/page-header';
import { Select } from '#components/ui/select';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { ListedIncident } from '#lib/incidents/answers';
import { incidentsQuery } from '#lib/incidents/client';

const OpenIncidentDialog = dynamic(
  () => import('#components/incidents/open-incident-dialog').then((file) => file.OpenIncidentDialog),
  { ssr: false },
);
const HealthEndpointsDialog = dynamic(
  () => import('#components/incidents/health-endpoints-dialog').then((file) => file.HealthEndpointsDialog),
  { ssr: false },
);

const LISTED = [
  { value: 'all', label: 'All incidents' },
  { value: 'unclosed', label: 'Not closed' },
] as const;

interface IncidentListProps {
  mayWork: boolean;
  /** When the page was asked for, in epoch milliseconds: the period of the measures ends with that day. */
  now: number;
}

/** Every incident, and how often and how long it hurts. */
export function IncidentList({ mayWork, now }: IncidentListProps) {
  const [listed, setListed] = useQueryState(
    'show',
    parseAsStringLiteral(['unclosed', 'all'] as const).withDefault('all'),
  );
  const [dialog, setDialog] = useState<'open' | 'health' | null>(null);
  const list = useInfiniteQuery(incidentsQuery(listed));
  return (
    <>
      <PageHeader
        title="Incidents"
        subtitle="What hurt production: each rollback opens one, or joins the one about its functions. Newest first."
        actions={
          <>
            <Button onClick={() => setDialog('health')}>Health endpoints</Button>
            {mayWork ? (
              <Button variant="primary" onClick={() => setDialog('open')}>
                Open an incident
              </Button>
            ) : null}
          </>
        }
      />
      <div className="flex flex-col gap-10">
        <section aria-label="Incidents">
          <Field label="Show" isLabelHidden className="mb-3 items-start">
            {(control) => (
              <Select
                {...control}
                options={LISTED}
                value={listed}
                onValueChange={(value) => void setListed(value)}
              />
            )}
          </Field>
          <Answered
            query={list}
            doing="load the incidents"
            skeleton={<TableSkeleton rows={4} label="Loading the incidents" />}
          >
            {({ pages }) => <Rows incidents={pages.flatMap((page) => page.incidents)} />}
          </Answered>
          <ShowMore list={list}>Show older incidents</ShowMore>
        </section>
        <MeasuresPanel now={now} />
      </div>
      {dialog === 'open' ? <OpenIncidentDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'health' ? (
        <HealthEndpointsDialog mayEdit={mayWork} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}

function Rows({ incidents }: { incidents: ListedIncident[] }) {
  if (incidents.length === 0) {
    return (
      <EmptyState title="There is no incident here">
        A rollback opens one by itself. What hurts in another way is opened by hand, above.
      </EmptyState>
    );
  }
  return (
    <Table caption="Incidents, the newest first" columns={COLUMNS} rows={incidents} rowKey={({ id }) => id} />
  );
}

const COLUMNS: Column<ListedIncident>[] = [
  {
    id: 'what',
    header: 'What hurts',
    isRowHeader: true,
    cell: ({ id, number, title, environment, severity }) => (
      <div className="py-1.5 text-left">
        <Link href={`/incidents/${id}`} className="font-medium wrap-anywhere hover:underline">
          {number}. {title}
        </Link>
        <span className="flex items-center gap-2 font-normal text-12 text-ink-3">
          {environment} <span className="sm:hidden">{severity}</span>
        </span>
      </div>
    ),
  },
  {
    id: 'severity',
    header: 'Severity',
    hideBelow: 'sm',
    width: 'w-32',
    sortBy: ({ severity }) => severity,
    cell: ({ severity }) => <SeverityBadge severity={severity} />,
  },
  {
    id: 'status',
    header: 'Status',
    width: 'w-28',
    sortBy: ({ status }) => status,
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    id: 'items',
    header: 'To do',
    hint: 'Items of the checklist that are neither ticked nor waived.',
    align: 'end',
    hideBelow: 'md',
    width: 'w-24',
    sortBy: ({ itemsOpen }) => itemsOpen,
    cell: ({ itemsOpen }) => `${itemsOpen} of 14`,
  },
  {
    id: 'owner',
    header: 'Owner',
    hideBelow: 'lg',
    width: 'w-36',
    cell: ({ owner }) => owner?.name ?? <span className="text-ink-3">nobody</span>,
  },
  {
    id: 'opened',
    header: 'Opened',
    hideBelow: 'sm',
    width: 'w-36',
    sortBy: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => <Time at={openedAt} />,
  },
];
