'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { tableColumns } from '#components/tables/table-columns';
import { Badge } from '#components/ui/badge';
import { ButtonLink } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { ExportCsv } from '#components/ui/export-csv';
import { FilterBox } from '#components/ui/filter-box';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { ServedTable, ServedTables } from '#lib/tables/answers';
import { tablesOptions } from '#lib/tables/client';

const TableSheet = dynamic(() => import('#components/tables/table-sheet').then((file) => file.TableSheet), {
  ssr: false,
});

/** The tables of DynamoDB, and what keeps each of them from being lost. */
export function TablesPage({ mayChange }: { mayChange: boolean }) {
  const list = useQuery(tablesOptions());
  return (
    <>
      <PageHeader
        title="Tables"
        subtitle="The tables of DynamoDB, and what keeps each of them from being lost. The least protected comes first."
        marks={list.data?.cloud === 'sandbox' ? <Badge tone="attention">Sandbox</Badge> : null}
        actions={<ButtonLink href="/tables/migrations">Migrations</ButtonLink>}
      />
      {list.error ? (
        <ErrorState error={list.error} doing="load the tables" onRetry={() => void list.refetch()} />
      ) : null}
      {list.data ? <Tables list={list.data} mayChange={mayChange} /> : null}
      {list.isPending ? <TableSkeleton rows={4} label="Reading the tables" /> : null}
    </>
  );
}

function Tables({ list, mayChange }: { list: ServedTables; mayChange: boolean }) {
  const [filter, setFilter] = useQueryState('q', parseAsString.withDefault(''));
  const [open, setOpen] = useQueryState('table', parseAsString.withOptions({ history: 'push' }));
  const rows = list.tables.filter(({ name }) => name.includes(filter.trim()));
  return (
    <>
      {list.tables.length === 0 ? (
        <EmptyState title="There are no tables">
          DynamoDB has none in {list.region}. What is made there appears here within half a minute.
        </EmptyState>
      ) : (
        <>
          <div className="mb-3 flex flex-wrap items-end gap-3">
            <FilterBox label="Filter by name" value={filter} onValue={(value) => void setFilter(value)} />
            <p role="status" className="text-12 text-ink-3">
              {rows.length} of {list.tables.length}, read <Time at={list.readAt} />
            </p>
            <ExportCsv name="tables" head={CSV_HEAD} rows={() => rows.map(csvRow)} />
          </div>
          <Table
            caption="Tables"
            columns={tableColumns((name) => void setOpen(name))}
            rows={rows}
            rowKey={({ name }) => name}
            empty={`No table is called "${filter}".`}
          />
        </>
      )}
      <TableSheet name={open} mayChange={mayChange} onClose={() => void setOpen(null)} />
    </>
  );
}

const CSV_HEAD = [
  'Table',
  'Environment',
  'Recovery days',
  'Newest backup',
  'Backups',
  'Items (as AWS counted)',
  'Bytes (as AWS counted)',
  'Protected',
  'Used by',
];

function csvRow(table: ServedTable): (string | number | null)[] {
  return [
    table.name,
    table.environment,
    table.recovery?.days ?? null,
    table.newestBackupAt,
    table.backups,
    table.countedItems,
    table.countedBytes,
    String(table.isProtected),
    table.functions.join(' '),
  ];
}
