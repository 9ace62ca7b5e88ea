import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { IncidentPage } from '#components/incidents/incident-page';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { incidentQuery } from '#lib/incidents/client';
import { getIncident } from '#lib/incidents/queries/get-incident';
import { IncidentParams } from '#lib/incidents/schema';

export const metadata: Metadata = { title: 'Incident' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await pageCtx('production.read');
  const parsed = IncidentParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  return (
    <Hydrated queries={[prefetch(incidentQuery(id), () => getIncident(ctx, id))]}>
      <IncidentPage
        id={id}
        mayWork={isAllowed(ctx.actor.role, 'incidents.work')}
        mayNote={isAllowed(ctx.actor.role, 'incidents.note')}
      />
    </Hydrated>
  );
}
