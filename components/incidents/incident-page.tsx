'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checklist } from '#components/incidents/checklist';
import { ClosingPanel } from '#components/incidents/closing-panel';
import { EditIncidentDialog } from '#components/incidents/edit-incident-dialog';
import { FollowUps } from '#components/incidents/follow-ups';
import { IncidentFacts } from '#components/incidents/incident-facts';
import { IncidentNow } from '#components/incidents/incident-now';
import { SeverityBadge, StatusBadge } from '#components/incidents/incident-words';
import { NoticeList } from '#components/incidents/notice-list';
import { PostMortem } from '#components/incidents/post-mortem';
import { Timeline } from '#components/incidents/timeline';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { CopyLink } from '#components/ui/copy-link';
import { PageHeader } from '#components/ui/page-header';
import { Skeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { ServedIncident } from '#lib/incidents/answers';
import { incidentQuery } from '#lib/incidents/client';

interface IncidentPageProps {
  id: string;
  mayWork: boolean;
  mayNote: boolean;
}

/** One incident: what hurts and whether it still does, what is left to do, what happened, and what was learned. */
export function IncidentPage({ id, ...may }: IncidentPageProps) {
  const incident = useQuery(incidentQuery(id));
  return (
    <Answered query={incident} doing="load the incident" skeleton={<PageSkeleton />}>
      {(found) => <Loaded incident={found} {...may} />}
    </Answered>
  );
}

function Loaded({
  incident,
  mayWork,
  mayNote,
}: Omit<IncidentPageProps, 'id'> & { incident: ServedIncident }) {
  const [isEditing, setEditing] = useState(false);
  const isClosed = incident.status === 'closed';
  const canWork = mayWork && !isClosed;
  return (
    <>
      <PageHeader
        title={`${incident.number}. ${incident.title}`}
        parents={[{ label: 'Incidents', href: '/incidents' }]}
        marks={
          <>
            <StatusBadge status={incident.status} />
            <SeverityBadge severity={incident.severity} />
          </>
        }
        subtitle={
          <>
            In {incident.environment}, opened by {incident.openedBy} <Time at={incident.openedAt} />.{' '}
            {incident.failureReason || 'Why it fails is not known yet.'}
          </>
        }
        actions={
          <>
            {canWork ? <Button onClick={() => setEditing(true)}>Edit</Button> : null}
            <CopyLink />
          </>
        }
      />
      <IncidentNow incident={incident} />
      <IncidentFacts incident={incident} />
      <div className="mt-8 grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-8">
          <Checklist incident={incident} canWork={canWork} />
          <PostMortem incident={incident} canWork={canWork} />
          <FollowUps incident={incident} mayWork={mayWork} />
        </div>
        <div className="flex min-w-0 flex-col gap-8">
          <ClosingPanel incident={incident} mayWork={mayWork} />
          <NoticeList incident={incident} mayWork={mayWork} />
          <Timeline incident={incident} canNote={mayNote && !isClosed} />
        </div>
      </div>
      {isEditing ? <EditIncidentDialog incident={incident} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading the incident" className="flex flex-col gap-8">
      <Skeleton className="h-16" />
      <Skeleton className="h-28" />
      <Skeleton className="h-20" />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Skeleton className="h-[40rem]" />
        <Skeleton className="h-[40rem]" />
      </div>
    </div>
  );
}
