'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { stackColumns } from '#components/stacks/stack-columns';
import { Badge } from '#components/ui/badge';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { ExportCsv } from '#components/ui/export-csv';
import { FilterBox } from '#components/ui/filter-box';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { StackList } from '#lib/stacks/answers';
import { stacksOptions } from '#lib/stacks/client';

const StackSheet = dynamic(() => import('#components/stacks/stack-sheet').then((file) => file.StackSheet), {
  ssr: false,
});

/** The stacks of CloudFormation: which is whole, which is stuck, and what can be done from there. */
export function StacksPage({ mayChange }: { mayChange: boolean }) {
  const list = useQuery(stacksOptions());
  return (
    <>
      <PageHeader
        title="Stacks"
        subtitle="The stacks of CloudFormation, and what can be done with each in its status. What is stuck comes first."
        marks={list.data?.cloud === 'sandbox' ? <Badge tone="attention">Sandbox</Badge> : null}
      />
      {list.error ? (
        <ErrorState error={list.error} doing="load the stacks" onRetry={() => void list.refetch()} />
      ) : null}
      {list.data?.problem ? (
        <Notice tone="bad" role="alert" className="mb-4">
          {list.data.problem} What is shown was read{' '}
          {list.data.readAt ? <Time at={list.data.readAt} /> : 'never'}.
        </Notice>
      ) : null}
      {list.data?.readAt ? <Stacks list={list.data} mayChange={mayChange} /> : null}
      {list.isPending || (list.data && list.data.readAt === null && list.data.problem === null) ? (
        <TableSkeleton rows={4} label="Reading the stacks" />
      ) : null}
    </>
  );
}

function Stacks({ list, mayChange }: { list: StackList; mayChange: boolean }) {
  const [filter, setFilter] = useQueryState('q', parseAsString.withDefault(''));
  const [open, setOpen] = useQueryState('stack', parseAsString.withOptions({ history: 'push' }));
  const wanted = filter.trim();
  const rows = list.stacks.filter(({ name, status }) => name.includes(wanted) || status.includes(wanted));
  return (
    <>
      {list.stacks.length === 0 ? (
        <EmptyState title="There are no stacks">
          CloudFormation has none in {list.region}. What is deployed by it, or by SAM or the CDK, appears here
          within half a minute.
        </EmptyState>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-center gap-3">
            <FilterBox
              label="Filter by name or status"
              value={filter}
              onValue={(value) => void setFilter(value)}
            />
            <p role="status" className="text-12 text-ink-3">
              {rows.length} of {list.stacks.length}, read <Time at={list.readAt} />
            </p>
            <ExportCsv
              name="stacks"
              head={['Stack', 'Status', 'Reason', 'Environment', 'Changed', 'Aliases', 'What can be done']}
              rows={() =>
                rows.map((stack) => [
                  stack.name,
                  stack.status,
                  stack.statusReason,
                  stack.environment,
                  stack.changedAt ?? stack.createdAt,
                  stack.aliases.map(({ function: name, alias }) => `${name}:${alias}`).join(' '),
                  stack.advice,
                ])
              }
            />
          </div>
          <Table
            caption="Stacks"
            columns={stackColumns((name) => void setOpen(name))}
            rows={rows}
            rowKey={({ id }) => id}
            empty={`No stack is called or in "${filter}".`}
          />
        </>
      )}
      <StackSheet name={open} mayChange={mayChange} onClose={() => void setOpen(null)} />
    </>
  );
}
