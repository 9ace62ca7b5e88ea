'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button';
import { changedColumn } from '#components/ui/changed-column';
import { DeleteButton } from '#components/ui/delete-button';
import { DuplicateButton } from '#components/ui/duplicate-button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import type { SavedDashboard } from '#lib/dashboards/answers';
import {
  dashboardKeys,
  deleteDashboardMutation,
  duplicateDashboardMutation,
  savedDashboardsOptions,
} from '#lib/dashboards/client';
import { rangeInWords } from '#lib/funnels/period';

const NewDashboard = dynamic(
  () => import('#components/dashboards/new-dashboard').then((file) => file.NewDashboard),
  { ssr: false },
);

/** All dashboards, by name. */
export function DashboardList({ mayEdit }: { mayEdit: boolean }) {
  const [isMaking, setMaking] = useState(false);
  const saved = useQuery(savedDashboardsOptions());
  const dashboards = saved.data?.dashboards;
  const make = mayEdit ? (
    <Button variant="primary" onClick={() => setMaking(true)}>
      New dashboard
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="Dashboards"
        subtitle="Funnels and metrics side by side, shared by link, on paper, and as a weekly digest."
        actions={make}
      />
      {saved.error ? (
        <ErrorState error={saved.error} doing="load the dashboards" onRetry={() => void saved.refetch()} />
      ) : null}
      {saved.isPending ? <TableSkeleton rows={3} label="Loading the dashboards" /> : null}
      {dashboards?.length === 0 ? <NoDashboards action={make} /> : null}
      {dashboards && dashboards.length > 0 ? <Dashboards dashboards={dashboards} mayEdit={mayEdit} /> : null}
      {isMaking ? <NewDashboard onClose={() => setMaking(false)} /> : null}
    </>
  );
}

function NoDashboards({ action }: { action: ReactNode }) {
  return (
    <EmptyState title="There is no dashboard yet" action={action}>
      A dashboard puts the funnels and metrics that belong together on one page, for everybody with its link.
      {action ? '' : ' People with the role product, engineer or admin can make one.'}
    </EmptyState>
  );
}

function Dashboards({ dashboards, mayEdit }: { dashboards: SavedDashboard[]; mayEdit: boolean }) {
  const columns: Column<SavedDashboard>[] = [
    {
      id: 'name',
      header: 'Name',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (dashboard) => <NameCell dashboard={dashboard} />,
    },
    {
      id: 'digest',
      header: 'Weekly digest',
      width: 'w-32',
      hideBelow: 'sm',
      cell: ({ id, name }) => (
        <Link
          href={`/dashboards/${id}/digest` as Route}
          aria-label={`Weekly digest of ${name}`}
          className="text-accent-ink hover:underline"
        >
          Last week
        </Link>
      ),
    },
    changedColumn(),
    ...(mayEdit
      ? [
          {
            id: 'actions',
            header: 'Actions',
            align: 'end' as const,
            width: 'w-24',
            cell: (dashboard: SavedDashboard) => <RowActions dashboard={dashboard} />,
          },
        ]
      : []),
  ];
  return <Table caption="Dashboards" columns={columns} rows={dashboards} rowKey={({ id }) => id} />;
}

function NameCell({ dashboard: { id, name, definition } }: { dashboard: SavedDashboard }) {
  const { tiles, range, timeZone } = definition;
  return (
    <div className="py-2">
      <Link href={`/dashboards/${id}` as Route} className="font-medium hover:underline">
        {name}
      </Link>
      <p className="font-normal text-12 text-ink-2">
        {tiles.length} {tiles.length === 1 ? 'tile' : 'tiles'}, {rangeInWords(range)}, {timeZone}
      </p>
    </div>
  );
}

function RowActions({ dashboard: { id, name } }: { dashboard: SavedDashboard }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: dashboardKeys.all });
  const remove = useMutation({ ...deleteDashboardMutation(), onSuccess: refresh });
  return (
    <span className="inline-flex">
      <DuplicateButton id={id} name={name} mutation={duplicateDashboardMutation()} onDone={refresh} />
      <DeleteButton name={name} action="Delete dashboard" onDelete={() => remove.mutateAsync(id)}>
        It goes for everybody, and links to it end. The funnels, features and events stay.
      </DeleteButton>
    </span>
  );
}
