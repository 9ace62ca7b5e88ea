'use client';

import { useQuery } from '@tanstack/react-query';
import { ByHand } from '#components/changes/by-hand';
import { CancelChange } from '#components/changes/cancel-change';
import { STATUS_TONE, STATUS_WORDS } from '#components/changes/change-words';
import { Checks } from '#components/changes/checks';
import { ExecuteForm } from '#components/changes/execute-form';
import { Journal } from '#components/changes/journal';
import { OutcomeView } from '#components/changes/outcome-views';
import { PlanView } from '#components/changes/plan-views';
import { useChangeEvents } from '#components/changes/use-change-events';
import { VerdictCard } from '#components/changes/verdict-card';
import { IncidentOfChange } from '#components/incidents/incident-of-change';
import { Badge } from '#components/ui/badge';
import { CopyLink } from '#components/ui/copy-link';
import { ErrorState } from '#components/ui/error-state';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { Skeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { ServedChange } from '#lib/changes/answers';
import { changeOptions } from '#lib/changes/client';
import { deedOf } from '#lib/changes/deed-of';

interface ChangePageProps {
  id: string;
  email: string;
  mayChange: boolean;
}

/** A change: the plan, what must hold and the deed; then what happened, and whether it helped. */
export function ChangePage({ id, email, mayChange }: ChangePageProps) {
  const change = useQuery(changeOptions(id));
  if (change.isPending) return <Skeleton className="h-96" />;
  if (change.error && !change.data) {
    return <ErrorState error={change.error} doing="load the change" onRetry={() => void change.refetch()} />;
  }
  return <Loaded change={change.data} email={email} mayChange={mayChange} />;
}

function Loaded({ change, email, mayChange }: Omit<ChangePageProps, 'id'> & { change: ServedChange }) {
  const isBegun = change.status !== 'planned';
  const events = useChangeEvents(change.id, isBegun);
  return (
    <>
      <PageHeader
        title={deedOf(change)}
        parents={[{ label: 'Changes', href: '/changes' }]}
        marks={<Badge tone={STATUS_TONE[change.status]}>{STATUS_WORDS[change.status]}</Badge>}
        subtitle={
          <>
            In {change.environment}, planned by {change.requestedBy.name} <Time at={change.createdAt} />.{' '}
            {change.reason}
          </>
        }
        actions={<CopyLink />}
      />
      {change.status === 'split' ? (
        <Notice tone="bad" role="alert" className="mb-4">
          Some functions are moved and could not be put back. The journal names them; look at them now.
        </Notice>
      ) : null}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-6">
          {change.cancellation ? <Cancelled change={change} {...change.cancellation} /> : null}
          {change.verdict ? (
            <VerdictCard change={change} verdict={change.verdict} mayChange={mayChange} />
          ) : null}
          <OutcomeView change={change} />
          {change.status === 'verifying' ? (
            <Notice role="status">
              The work is done. Calls are being counted until they tell whether it helped; you may close this
              page.
            </Notice>
          ) : null}
          {change.incidentId ? (
            <IncidentOfChange incidentId={change.incidentId} isOver={change.finishedAt !== null} />
          ) : null}
          <section aria-labelledby="plan">
            <h2 id="plan" className="mb-2 font-medium text-16">
              Plan
            </h2>
            <PlanView change={change} />
          </section>
        </div>
        <div className="flex flex-col gap-6">
          {isBegun ? null : <Checks checks={change.checks} />}
          {isBegun ? null : mayChange ? (
            <ExecuteForm change={change} email={email} />
          ) : (
            <p className="text-14 text-ink-2">Only engineers may execute it.</p>
          )}
          {mayChange ? <CancelChange change={change} /> : null}
          {!isBegun && change.kind === 'rollback' ? (
            <ByHand plan={(change as ServedChange<'rollback'>).plan} />
          ) : null}
          {isBegun ? <Journal events={events} /> : null}
        </div>
      </div>
    </>
  );
}

interface CancelledProps {
  change: ServedChange;
  at: string;
  by: string;
  reason: string;
}

function Cancelled({ change: { status }, at, by, reason }: CancelledProps) {
  return (
    <Notice role="status">
      {by} {status === 'cancelled' ? 'discarded the plan' : 'asked to stop it'} <Time at={at} />. {reason}
      {status === 'running' ? ' What was moved goes back at its next step.' : ''}
      {status === 'cancelled' ? ' Nothing was changed.' : ''}
    </Notice>
  );
}
