'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { FunnelGlance } from '#components/funnels/funnel-glance';
import { ButtonLink } from '#components/ui/button';
import { changedColumn } from '#components/ui/changed-column';
import { DeleteButton } from '#components/ui/delete-button';
import { DuplicateButton } from '#components/ui/duplicate-button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import type { SavedFunnel } from '#lib/funnels/answers';
import {
  deleteFunnelMutation,
  duplicateFunnelMutation,
  funnelKeys,
  savedFunnelsOptions,
} from '#lib/funnels/client';
import { definitionSentence } from '#lib/funnels/definition-sentence';
import { draftOf } from '#lib/funnels/draft';

interface FunnelListProps {
  now: number;
  mayEdit: boolean;
}

/** All saved funnels with what they say about the last 30 days. */
export function FunnelList({ now, mayEdit }: FunnelListProps) {
  const saved = useQuery(savedFunnelsOptions());
  const funnels = saved.data?.funnels;
  return (
    <>
      <PageHeader
        title="Funnels"
        subtitle="How far people come, step by step. Conversion of the last 30 days, of those who entered at least one window ago."
        actions={
          <ButtonLink variant="primary" href="/funnels/new">
            New funnel
          </ButtonLink>
        }
      />
      {saved.error ? (
        <ErrorState error={saved.error} doing="load the funnels" onRetry={() => void saved.refetch()} />
      ) : null}
      {saved.isPending ? <TableSkeleton rows={4} label="Loading the funnels" /> : null}
      {funnels?.length === 0 ? (
        <EmptyState
          title="No funnel is saved"
          action={
            <ButtonLink variant="primary" href="/funnels/new">
              New funnel
            </ButtonLink>
          }
        >
          A funnel follows people through the steps you name and shows where they leave.
        </EmptyState>
      ) : null}
      {funnels && funnels.length > 0 ? <Funnels funnels={funnels} now={now} mayEdit={mayEdit} /> : null}
    </>
  );
}

function Funnels({ funnels, now, mayEdit }: FunnelListProps & { funnels: SavedFunnel[] }) {
  const columns: Column<SavedFunnel>[] = [
    {
      id: 'name',
      header: 'Name',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (funnel) => <NameCell funnel={funnel} />,
    },
    {
      id: 'glance',
      header: 'Last 30 days',
      width: 'w-24 sm:w-56',
      align: 'end',
      cell: (funnel) => <FunnelGlance funnel={funnel} now={now} />,
    },
    changedColumn(),
    ...(mayEdit
      ? [
          {
            id: 'actions',
            header: 'Actions',
            align: 'end' as const,
            hideBelow: 'sm' as const,
            width: 'w-24',
            cell: (funnel: SavedFunnel) => <RowActions funnel={funnel} />,
          },
        ]
      : []),
  ];
  return <Table caption="Saved funnels" columns={columns} rows={funnels} rowKey={({ id }) => id} />;
}

function NameCell({ funnel }: { funnel: SavedFunnel }) {
  return (
    <div className="max-w-prose py-2">
      <Link href={`/funnels/${funnel.id}`} className="font-medium hover:underline">
        {funnel.name}
      </Link>
      <p className="font-normal text-12 text-ink-2">
        {definitionSentence(draftOf(funnel.definition), { withRange: false })}
      </p>
    </div>
  );
}

function RowActions({ funnel: { id, name } }: { funnel: SavedFunnel }) {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: funnelKeys.saved });
  const remove = useMutation({ ...deleteFunnelMutation(), onSuccess: refresh });
  return (
    <span className="inline-flex">
      <DuplicateButton id={id} name={name} mutation={duplicateFunnelMutation()} onDone={refresh} />
      <DeleteButton name={name} action="Delete funnel" onDelete={() => remove.mutateAsync(id)}>
        The saved definition goes, for everybody. The events stay.
      </DeleteButton>
    </span>
  );
}
