'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { formatBytes } from '#lib/core/format';
import type { ServedBackup } from '#lib/tables/answers';
import { tableBackupsOptions } from '#lib/tables/client';

interface BackupsTableProps {
  name: string;
  /** Left out for those who may not restore. */
  onRestore?: (arn: string) => void;
}

/** What a table can be restored from, the newest first. */
export function BackupsTable({ name, onRestore }: BackupsTableProps) {
  const backups = useQuery(tableBackupsOptions(name));
  if (backups.isPending) return <TableSkeleton rows={3} label="Listing the backups" />;
  if (backups.error && !backups.data) {
    return (
      <ErrorState
        isInline
        error={backups.error}
        doing="list the backups"
        onRetry={() => void backups.refetch()}
      />
    );
  }
  return (
    <Table
      caption="Backups, the newest first"
      isCaptionShown
      columns={onRestore ? [...COLUMNS, restoreColumn(onRestore)] : COLUMNS}
      rows={backups.data.backups}
      rowKey={({ arn }) => arn}
      empty="There is no backup yet."
      details={(backup) => <BackupDetails backup={backup} />}
    />
  );
}

const COLUMNS: Column<ServedBackup>[] = [
  {
    id: 'name',
    header: 'Backup',
    isRowHeader: true,
    cell: ({ name, status }) => (
      <span className="flex flex-col py-1.5">
        <span className="break-all font-mono text-12">{name}</span>
        {status === 'AVAILABLE' ? null : (
          <span>
            <Badge tone="attention">{status}</Badge>
          </span>
        )}
      </span>
    ),
  },
  { id: 'made', header: 'Made', width: 'w-28', cell: ({ createdAt }) => <Time at={createdAt} /> },
  {
    id: 'size',
    header: 'Size',
    align: 'end',
    width: 'w-20',
    hideBelow: 'sm',
    cell: ({ bytes }) => formatBytes(bytes),
  },
];

function restoreColumn(onRestore: (arn: string) => void): Column<ServedBackup> {
  return {
    id: 'restore',
    header: 'Action',
    align: 'end',
    width: 'w-24',
    cell: ({ arn, name, status }) => (
      <Button
        size="small"
        aria-label={`Restore ${name}`}
        disabled={status !== 'AVAILABLE'}
        onClick={() => onRestore(arn)}
      >
        Restore
      </Button>
    ),
  };
}

function BackupDetails({ backup }: { backup: ServedBackup }) {
  const { arn, type, madeBy, changeId, expiresAt } = backup;
  return (
    <div className="flex flex-col gap-1 p-3 text-12 text-ink-2">
      <p>
        {madeBy ? `Made by ${madeBy}` : `Made outside of Flightdeck (${type})`}
        {changeId ? (
          <>
            {' '}
            <Link href={`/changes/${changeId}`} className="underline">
              in this change
            </Link>
          </>
        ) : null}
        .{' '}
        {expiresAt ? (
          <>
            It goes <Time at={expiresAt} />.
          </>
        ) : (
          'It stays until somebody deletes it.'
        )}
      </p>
      <Copyable value={arn} label="ARN" />
    </div>
  );
}
