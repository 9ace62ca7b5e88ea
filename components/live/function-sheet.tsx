'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { Badge } from '#components/ui/badge';
import { Copyable } from '#components/ui/copyable';
import { Sheet } from '#components/ui/dialog';
import { ErrorState } from '#components/ui/error-state';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { formatPercent } from '#lib/core/format';
import type { LiveFunction, ServedVersion } from '#lib/functions/answers';
import { functionVersionsOptions } from '#lib/functions/client';

const FunctionCharts = dynamic(() => import('#components/live/function-charts'), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

/** One function beside the list: what it does now, and every version that it could go back to. */
export function FunctionSheet({ found, onClose }: { found: LiveFunction | undefined; onClose: () => void }) {
  return (
    <Sheet isOpen={found !== undefined} onClose={onClose} title={found?.name ?? ''} isWide>
      {found ? <Details found={found} /> : null}
    </Sheet>
  );
}

function Details({ found }: { found: LiveFunction }) {
  return (
    <div className="flex flex-col gap-6">
      <dl className="grid grid-cols-2 gap-3 text-14">
        <Fact label="Live version">
          {found.version}
          {found.second ? ` and ${found.second.version} (${formatPercent(found.second.weight)})` : ''}
        </Fact>
        <Fact label="Since">{found.since.at ? <Time at={found.since.at} /> : 'not known'}</Fact>
        <Fact label="A rollback goes to">{found.rollback.toVersion ?? 'nowhere'}</Fact>
        {found.codeSha256 ? (
          <Fact label="Code">
            <Copyable value={found.codeSha256} label="Copy the hash of the code" shown={10} />
          </Fact>
        ) : null}
      </dl>
      <p className="text-14 text-ink-2">
        {found.since.sentence} {found.rollback.why}
      </p>
      <FunctionCharts found={found} />
      <Versions name={found.name} />
    </div>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Versions({ name }: { name: string }) {
  const versions = useQuery(functionVersionsOptions(name));
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
  return (
    <Table
      caption="Versions, the newest first"
      isCaptionShown
      columns={COLUMNS}
      rows={versions.data.versions}
      rowKey={({ version }) => version}
      details={(version) => <VersionDetails version={version} />}
    />
  );
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

function VersionDetails({ version }: { version: ServedVersion }) {
  return (
    <div className="flex flex-col gap-1 p-3 text-12 text-ink-2">
      {version.description ? <p>{version.description}</p> : null}
      {version.bad ? (
        <p>
          Marked as bad by {version.bad.by} <Time at={version.bad.at} />: {version.bad.reason}
        </p>
      ) : null}
      {version.stateReason ? <p>{version.stateReason}</p> : null}
      <p>
        {version.served.length === 0
          ? 'It was never seen live.'
          : version.served.map(({ from, until, by }) => (
              <span key={from} className="block">
                Seen live from <Time at={from} /> to {until ? <Time at={until} /> : 'now'}
                {by ? `, put there by ${by}` : ''}.
              </span>
            ))}
      </p>
      <p>
        {version.changed.length === 0
          ? 'Its configuration is that of the version before.'
          : `Configured otherwise than the version before: ${version.changed.join('; ')}.`}
      </p>
    </div>
  );
}
