import { Badge } from '#components/ui/badge';
import type { Column } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { Tooltip } from '#components/ui/tooltip';
import { formatBytes, formatCount } from '#lib/core/format';
import type { ServedTable } from '#lib/tables/answers';

/** What the page tells of each table. */
export function tableColumns(onOpen: (name: string) => void): Column<ServedTable>[] {
  return [
    {
      id: 'name',
      header: 'Table',
      isRowHeader: true,
      sortBy: ({ name }) => name,
      cell: (row) => <NameCell row={row} onOpen={onOpen} />,
    },
    {
      id: 'recovery',
      header: 'Recovery',
      width: 'w-28',
      hint: 'Point-in-time recovery: over how many days the table can be gone back to any second.',
      sortBy: ({ recovery }) => recovery?.days ?? 0,
      cell: ({ recovery }) =>
        recovery ? <Badge tone="good">{recovery.days} days</Badge> : <Badge tone="bad">Off</Badge>,
    },
    {
      id: 'backup',
      header: 'Newest backup',
      width: 'w-36',
      hideBelow: 'sm',
      sortBy: ({ newestBackupAt }) => newestBackupAt,
      cell: ({ newestBackupAt }) =>
        newestBackupAt ? <Time at={newestBackupAt} /> : <span className="text-ink-3">none</span>,
    },
    {
      id: 'items',
      header: 'Items',
      align: 'end',
      width: 'w-28',
      hideBelow: 'md',
      hint: 'As AWS counted them last, up to six hours ago.',
      sortBy: ({ countedItems }) => countedItems,
      cell: ({ countedItems, countedBytes }) => (
        <span className="flex flex-col">
          {formatCount(countedItems)}
          <span className="text-12 text-ink-3">{formatBytes(countedBytes)}</span>
        </span>
      ),
    },
    {
      id: 'functions',
      header: 'Used by',
      width: 'w-32',
      hideBelow: 'lg',
      hint: 'The functions that use the table, as people said: their deploys back it up first.',
      sortBy: ({ functions }) => functions.length,
      cell: ({ functions }) => <UsesCell functions={functions} />,
    },
  ];
}

function NameCell({ row, onOpen }: { row: ServedTable; onOpen: (name: string) => void }) {
  return (
    <div className="py-1.5">
      <button
        type="button"
        onClick={() => onOpen(row.name)}
        className="min-h-6 break-all text-left font-medium font-mono text-12 hover:underline"
      >
        {row.name}
      </button>
      <span className="flex flex-wrap gap-1">
        {row.status === 'ACTIVE' ? null : <Badge tone="attention">{row.status}</Badge>}
        {row.restoredFrom ? (
          <Tooltip
            isFocusable
            content={`Restored from ${row.restoredFrom}. Nobody reads it before you say so.`}
          >
            <Badge>Restored</Badge>
          </Tooltip>
        ) : null}
        {row.isProtected ? null : (
          <Tooltip isFocusable content="Deletion protection is off: one call deletes it.">
            <Badge tone="attention">Unprotected</Badge>
          </Tooltip>
        )}
      </span>
    </div>
  );
}

function UsesCell({ functions }: Pick<ServedTable, 'functions'>) {
  if (functions.length === 0) return <span className="text-ink-3">not said</span>;
  return (
    <Tooltip isFocusable content={functions.join(', ')}>
      <span>{functions.length === 1 ? '1 function' : `${functions.length} functions`}</span>
    </Tooltip>
  );
}
