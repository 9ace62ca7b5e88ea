'use client';

import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Versions } from '#components/live/versions';
import { Button } from '#components/ui/button';
import { Copyable } from '#components/ui/copyable';
import { Sheet } from '#components/ui/dialog';
import { Fact } from '#components/ui/fact';
import { Notice } from '#components/ui/notice';
import { Skeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import { formatPercent } from '#lib/core/format';
import type { LiveFunction } from '#lib/functions/answers';

const FunctionCharts = dynamic(() => import('#components/live/function-charts'), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
});

interface FunctionSheetProps {
  found: LiveFunction | undefined;
  mayChange: boolean;
  onClose: () => void;
}

const DeployDialog = dynamic(
  () => import('#components/deploys/deploy-dialog').then((file) => file.DeployDialog),
  { ssr: false },
);
const RollBackDialog = dynamic(
  () => import('#components/live/roll-back-dialog').then((file) => file.RollBackDialog),
  { ssr: false },
);

/** One function beside the list: what it does now, and every version that it could go back to. */
export function FunctionSheet({ found, mayChange, onClose }: FunctionSheetProps) {
  return (
    <Sheet isOpen={found !== undefined} onClose={onClose} title={found?.name ?? ''} isWide>
      {found ? <Details found={found} mayChange={mayChange} /> : null}
    </Sheet>
  );
}

function Details({ found, mayChange }: { found: LiveFunction; mayChange: boolean }) {
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
        {found.commit ? (
          <Fact label="Commit">
            <Copyable value={found.commit} label="Copy the commit" shown={7} />
          </Fact>
        ) : null}
        {found.owner ? (
          <Fact label="Owned by stack">
            <Link href={`/stacks?stack=${found.owner.stack}` as Route} className="break-all underline">
              {found.owner.stack}
            </Link>
            {found.owner.version ? `, which puts it at ${found.owner.version}` : ''}
          </Fact>
        ) : null}
      </dl>
      <p className="text-14 text-ink-2">
        {found.since.sentence} {found.rollback.why}
      </p>
      {found.lock ? (
        <Notice tone="attention">
          {found.lock.by} locked its deploys until <Time at={found.lock.expiresAt} />: {found.lock.reason}{' '}
          <Link href="/locks" className="underline">
            See the locks
          </Link>
        </Notice>
      ) : null}
      {mayChange ? <Deeds found={found} /> : null}
      <FunctionCharts found={found} />
      <Versions key={found.name} found={found} mayChange={mayChange} />
    </div>
  );
}

function Deeds({ found }: { found: LiveFunction }) {
  const [open, setOpen] = useState<'deploy' | 'roll-back' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setOpen('deploy')}>Deploy…</Button>
      {found.rollback.toVersion === null ? null : (
        <Button onClick={() => setOpen('roll-back')}>Roll back to {found.rollback.toVersion}…</Button>
      )}
      {open === 'deploy' ? <DeployDialog found={found} onClose={close} /> : null}
      {open === 'roll-back' ? <RollBackDialog functions={[found]} onClose={close} /> : null}
    </div>
  );
}
