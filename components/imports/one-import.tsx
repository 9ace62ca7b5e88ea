'use client';

import { useQuery } from '@tanstack/react-query';
import { ImportReport } from '#components/imports/import-report';
import { ImportStatusBadge } from '#components/imports/import-status';
import { MapColumns } from '#components/imports/map-columns';
import { RunningImport } from '#components/imports/running-import';
import { Answered } from '#components/shell/answered';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import { formatBytes } from '#lib/core/format';
import { importQuery } from '#lib/events/client';

/** One file on its way: its columns, its progress, its report. */
export function OneImport({ id }: { id: string }) {
  const found = useQuery(importQuery(id));
  return (
    <Answered
      query={found}
      doing="load this import"
      skeleton={<TableSkeleton rows={8} label="Loading the import" />}
    >
      {(detail) => (
        <>
          <PageHeader
            title={detail.fileName}
            parents={[{ label: 'Import', href: '/import' }]}
            marks={<ImportStatusBadge status={detail.status} />}
            subtitle={
              <>
                {formatBytes(detail.bytes)}, by {detail.createdBy}, <Time at={detail.createdAt} />
              </>
            }
          />
          {detail.status === 'uploaded' ? <MapColumns found={detail} /> : null}
          {detail.status === 'running' ? <RunningImport found={detail} /> : null}
          {['done', 'failed', 'cancelled'].includes(detail.status) ? <ImportReport found={detail} /> : null}
        </>
      )}
    </Answered>
  );
}
