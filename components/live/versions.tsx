'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { VersionDetails } from '#components/live/version-details';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { functionRetentionOptions } from '#lib/changes/client';
import { formatPercent } from '#lib/core/format';
import type { LiveFunction, ServedVersion } from '#lib/functions/answers';
import { functionVersionsOptions } from '#lib/functions/client';
import type { VersionFate } from '#lib/functions/retention';

/** Every version of a function, and, once somebody asks, what a clean-up would do with each. */
export function Versions({ found, mayChange }: { found: LiveFunction; mayChange: boolean }) {
  const versions = useQuery(functionVersionsOptions(found.name));
  const [isAsked, setAsked] = useState(false);
  const retention = useQuery({ ...functionRetentionOptions(found.name), enabled: isAsked });
  if (versions.isPending) return <TableSkeleton rows={6} label="Loading the versions" />;
  if (versions.error) {
    return (
      <ErrorState
        isInline
        error={versions.error}
        doing="load the versions"
        onRetry={() => void versions.refetch()}
      />
    );
  }
  const fates = new Map(retention.data?.fates.map((fate) => [`${fate.version}`, fate]));
  const ask = () => (isAsked ? void retention.refetch() : setAsked(true));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="small" isLoading={retention.isFetching} onClick={ask}>
          {retention.data ? 'Look again at what is kept' : 'Show what retention keeps'}
        </Button>
        <p role="status" className="text-12 text-ink-2">
          {retention.data ? <Summary fates={retention.data.fates} readAt={retention.data.readAt} /> : null}
        </p>
      </div>
      {retention.error ? (
        <ErrorState isInline error={retention.error} doing="tell what retention keeps" onRetry={ask} />
      ) : null}
      <Table
        caption="Versions, the newest first"
        isCaptionShown
        columns={retention.data ? [...COLUMNS, fateColumn(fates)] : COLUMNS}
        rows={versions.data.versions}
        rowKey={({ version }) => version}
        details={(version) => (
          <VersionDetails
            found={found}
            version={version}
            fate={fates.get(version.version)}
            mayChange={mayChange}
          />
        )}
      />
    </div>
  );
}

function Summary({ fates, readAt }: { fates: readonly VersionFate[]; readAt: string }) {
  const kept = fates.filter(({ isKept }) => isKept).length;
  return (
    <>
      {kept} kept, {fates.length - kept} may be deleted, as of <Time at={readAt} />. Open a version to read
      why.
    </>
  );
}

function fateColumn(fates: ReadonlyMap<string, VersionFate>): Column<ServedVersion> {
  return {
    id: 'retention',
    header: 'Retention',
    width: 'w-28',
    cell: ({ version }) => {
      const fate = fates.get(version);
      if (!fate) return '–';
      return fate.isKept ? 'kept' : <Badge tone="attention">may go</Badge>;
    },
  };
}

const COLUMNS: Column<ServedVersion>[] = [
  {
    id: 'version',
    header: 'Version',
    isRowHeader: true,
    width: 'w-24',
    cell: ({ version, isLive, weight }) => (
      <span className="font-mono">
        {version}{' '}
        {isLive || weight > 0 ? (
          <Badge tone="good">{weight === 1 ? 'live' : formatPercent(weight)}</Badge>
        ) : null}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ bad, state }) => (bad ? <Badge tone="bad">known bad</Badge> : state),
  },
  {
    id: 'commit',
    header: 'Commit',
    hideBelow: 'sm',
    cell: ({ commit }) => <span className="font-mono">{commit?.slice(0, 7) ?? '–'}</span>,
  },
  {
    id: 'published',
    header: 'Published',
    width: 'w-36',
    cell: ({ publishedAt }) => <Time at={publishedAt} />,
  },
];
