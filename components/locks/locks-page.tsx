'use client';

import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useState } from 'react';
import { lockColumns } from '#components/locks/lock-columns';
import { Answered } from '#components/shell/answered';
import { Button, ButtonLink } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { Table } from '#components/ui/table';
import { useToast } from '#components/ui/toast';
import { locksOptions, unlockMutation } from '#lib/functions/lock-client';
import type { ServedLock } from '#lib/functions/lock-schema';

const LockDialog = dynamic(() => import('#components/locks/lock-dialog').then((file) => file.LockDialog), {
  ssr: false,
});
const ReasonDialog = dynamic(() => import('#components/ui/reason-dialog').then((file) => file.ReasonDialog), {
  ssr: false,
});

const STATES = ['open', 'past'] as const;
const WORDS = { open: 'Standing', past: 'Opened' };

/** What may not be deployed, why, and until when; and what was locked before. */
export function LocksPage({ mayChange }: { mayChange: boolean }) {
  const [state, setState] = useQueryState('state', parseAsStringLiteral(STATES).withDefault('open'));
  const list = useInfiniteQuery(locksOptions(state));
  const [isLocking, setLocking] = useState(false);
  const [unlocking, setUnlocking] = useState<ServedLock | null>(null);
  const columns = lockColumns(mayChange && state === 'open' ? setUnlocking : null);
  return (
    <>
      <PageHeader
        title="Locks"
        subtitle="Functions that may not be deployed. A rollback sets a lock, so that a pipeline does not bring the bad version back; a person with a name opens it."
        actions={
          <>
            <CopyLink />
            {mayChange ? (
              <Button onClick={() => setLocking(true)}>
                <Lock aria-hidden size={14} />
                Lock deploys…
              </Button>
            ) : null}
          </>
        }
      />
      <fieldset className="mb-3 flex gap-1">
        <legend className="sr-only">Which locks</legend>
        {STATES.map((each) => (
          <Button
            key={each}
            size="small"
            variant={each === state ? 'secondary' : 'quiet'}
            aria-pressed={each === state}
            onClick={() => void setState(each)}
          >
            {WORDS[each]}
          </Button>
        ))}
      </fieldset>
      <Answered
        query={list}
        doing="load the locks"
        skeleton={<TableSkeleton rows={4} label="Loading locks" />}
      >
        {({ pages }) => {
          const locks = pages.flatMap((page) => page.locks);
          if (locks.length === 0) return <Nothing state={state} />;
          return (
            <Table caption={`${WORDS[state]} locks`} columns={columns} rows={locks} rowKey={({ id }) => id} />
          );
        }}
      </Answered>
      <ShowMore list={list} />
      {isLocking ? <LockDialog onClose={() => setLocking(false)} /> : null}
      {unlocking ? <Unlock lock={unlocking} onClose={() => setUnlocking(null)} /> : null}
    </>
  );
}

function Nothing({ state }: { state: (typeof STATES)[number] }) {
  return state === 'open' ? (
    <EmptyState
      title="Everything may be deployed"
      action={<ButtonLink href="/live">See what is live</ButtonLink>}
    >
      A rollback locks the deploys of its functions; anybody on call can lock one by hand.
    </EmptyState>
  ) : (
    <EmptyState title="No lock was opened yet">Locks stay here, with who opened them and why.</EmptyState>
  );
}

function Unlock({ lock, onClose }: { lock: ServedLock; onClose: () => void }) {
  const unlock = useMutation(unlockMutation());
  const toast = useToast();
  return (
    <ReasonDialog
      title={`Unlock ${lock.function}`}
      description={`${lock.by} locked it: ${lock.reason}`}
      action="Unlock deploys"
      hint="Kept with the lock under your name."
      onClose={onClose}
      onConfirm={async (reason) => {
        await unlock.mutateAsync({ id: lock.id, reason });
        toast({ title: `${lock.function} may be deployed again` });
      }}
    />
  );
}
