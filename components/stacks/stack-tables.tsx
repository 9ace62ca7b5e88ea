'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { ExportCsv } from '#components/ui/export-csv';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import type { ServedAlias, ServedStackEvent, ServedStackResource, StackDetails } from '#lib/stacks/answers';

/** What happened to a stack, what is in it, and which aliases it moves. */
export function StackTables({ stack }: { stack: StackDetails }) {
  const { events, resources, aliases, name } = stack;
  return (
    <>
      <div>
        <Table
          caption="Events, the newest first"
          isCaptionShown
          columns={EVENT_COLUMNS}
          rows={events}
          rowKey={({ id }) => id}
          details={({ reason, token, type }) => (
            <div className="flex flex-col gap-1 p-3 text-12 text-ink-2">
              <p>{type}</p>
              <p className="break-words">{reason ?? 'No reason was given.'}</p>
              {token ? <p className="break-all">Asked for under the token {token}.</p> : null}
            </div>
          )}
          empty="AWS keeps events for 90 days, and has none."
        />
        <ExportCsv
          name={`events of ${name}`}
          head={['Time', 'Resource', 'Type', 'Status', 'Reason', 'Token']}
          rows={() =>
            events.map((one) => [one.at, one.logicalId, one.type, one.status, one.reason, one.token])
          }
        />
      </div>
      {aliases.length > 0 ? (
        <Table
          caption="Aliases that it owns"
          isCaptionShown
          columns={ALIAS_COLUMNS}
          rows={aliases}
          rowKey={(one) => `${one.function}:${one.alias}`}
        />
      ) : null}
      <Table
        caption="Resources"
        isCaptionShown
        columns={RESOURCE_COLUMNS}
        rows={resources}
        rowKey={({ logicalId }) => logicalId}
        details={({ physicalId, reason }) => (
          <div className="flex flex-col gap-1 p-3 text-12 text-ink-2">
            <p className="break-all font-mono">{physicalId}</p>
            {reason ? <p className="break-words">{reason}</p> : null}
          </div>
        )}
      />
    </>
  );
}

const EVENT_COLUMNS: Column<ServedStackEvent>[] = [
  { id: 'at', header: 'When', width: 'w-28', cell: ({ at }) => <Time at={at} /> },
  {
    id: 'resource',
    header: 'Resource',
    isRowHeader: true,
    cell: (row) => <Resource {...row} />,
  },
  { id: 'status', header: 'Status', hideBelow: 'sm', cell: ({ status }) => <Status status={status} /> },
];

const RESOURCE_COLUMNS: Column<ServedStackResource>[] = [
  {
    id: 'resource',
    header: 'Resource',
    isRowHeader: true,
    sortBy: ({ logicalId }) => logicalId,
    cell: (row) => <Resource {...row} />,
  },
  {
    id: 'type',
    header: 'Type',
    hideBelow: 'sm',
    sortBy: ({ type }) => type,
    cell: ({ type }) => type.replace('AWS::', ''),
  },
  {
    id: 'status',
    header: 'Status',
    hideBelow: 'sm',
    sortBy: ({ status }) => status,
    cell: ({ status }) => <Status status={status} />,
  },
];

const ALIAS_COLUMNS: Column<ServedAlias>[] = [
  {
    id: 'function',
    header: 'Function',
    isRowHeader: true,
    cell: ({ function: name }) => (
      <Link
        href={`/live?function=${name}` as Route}
        className="inline-block min-h-6 break-all font-mono text-12 hover:underline"
      >
        {name}
      </Link>
    ),
  },
  { id: 'alias', header: 'Alias', width: 'w-20', cell: ({ alias }) => alias },
  {
    id: 'version',
    header: 'By its template',
    align: 'end',
    cell: ({ version }) => version ?? <span className="text-ink-3">not readable</span>,
  },
];

/** On a narrow screen its status stands beneath it. */
function Resource({ logicalId, status }: { logicalId: string; status: string }) {
  return (
    <>
      <span className="break-all font-mono text-12">{logicalId}</span>
      <span className="block sm:hidden">
        <Status status={status} />
      </span>
    </>
  );
}

function Status({ status }: { status: string }) {
  return (
    <span className={`break-all text-12 ${status.endsWith('_FAILED') ? 'font-medium text-bad-ink' : ''}`}>
      {status}
    </span>
  );
}
