'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button';
import { Time } from '#components/ui/time';
import type { SavedChange } from '#lib/changes/answers';
import { planChangeMutation } from '#lib/changes/client';
import { isRollback } from '#lib/changes/moves-of';
import { nextRequest } from '#lib/changes/next-request';
import { locksOfChangeOptions } from '#lib/functions/lock-client';

const ReasonDialog = dynamic(() => import('#components/ui/reason-dialog').then((file) => file.ReasonDialog), {
  ssr: false,
});

/** What a verdict suggests to do, and what a change has left for people. */
export function WhatNext({ change, mayChange }: { change: SavedChange; mayChange: boolean }) {
  const next = nextRequest(change);
  const locks = useQuery({ ...locksOfChangeOptions(change.id), enabled: isRollback(change.kind) });
  const left = [
    ...(locks.data?.locks ?? []).map((lock) => ({
      id: lock.id,
      said: (
        <>
          Deploys of <span className="break-all font-mono text-12">{lock.function}</span> are locked until{' '}
          <Time at={lock.expiresAt} />, and after that until a person opens the lock.{' '}
          <Link href="/locks" className="text-accent-ink underline">
            Locks
          </Link>
        </>
      ),
    })),
    ...(change.verdict?.verdict === 'unknown' ? [{ id: 'verdict', said: <LookYourself /> }] : []),
    ...(change.incidentId ? [{ id: 'incident', said: <IncidentLink id={change.incidentId} /> }] : []),
  ] satisfies { id: string; said: ReactNode }[];
  return (
    <>
      {next && mayChange ? <Suggestion change={change} {...next} /> : null}
      {left.length > 0 ? (
        <div>
          <h2 className="font-medium text-14">Left to do</h2>
          <ul className="mt-1 flex list-disc flex-col gap-1 pl-4 text-14">
            {left.map(({ id, said }) => (
              <li key={id}>{said}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

function LookYourself() {
  return (
    <>
      Nobody knows whether it helped: see on{' '}
      <Link href="/live" className="text-accent-ink underline">
        Live
      </Link>{' '}
      whether calls still fail.
    </>
  );
}

function IncidentLink({ id }: { id: string }) {
  return (
    <>
      Its checklist and post-mortem are in{' '}
      <Link href={`/incidents/${id}` as Route} className="text-accent-ink underline">
        the incident
      </Link>
      .
    </>
  );
}

function Suggestion({
  change,
  said,
  action,
  requestFor,
}: { change: SavedChange } & NonNullable<ReturnType<typeof nextRequest>>) {
  const [isOpen, setOpen] = useState(false);
  const router = useRouter();
  const plan = useMutation({
    ...planChangeMutation(),
    onSuccess: ({ id }) => router.push(`/changes/${id}`),
  });
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="text-14">{said}</p>
      <Button onClick={() => setOpen(true)}>{action}…</Button>
      {isOpen ? (
        <ReasonDialog
          title={action}
          description={`First comes the plan. Nothing is moved in ${change.environment} before you have read and confirmed it.`}
          action="Make the plan"
          hint="Kept with the change."
          onClose={() => setOpen(false)}
          onConfirm={(reason) => plan.mutateAsync(requestFor(reason))}
        />
      ) : null}
    </div>
  );
}
