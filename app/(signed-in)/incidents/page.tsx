import type { Metadata } from 'next';
import { IncidentList } from '#components/incidents/incident-list';
import { Hydrated, prefetchPage } from '#components/shell/hydrated';
import { isAllowed } from '#lib/auth/permissions';
import { pageCtx } from '#lib/http/page-ctx';
import { incidentsQuery } from '#lib/incidents/client';
import { listIncidents } from '#lib/incidents/queries/list-incidents';
import { IncidentsQuery } from '#lib/incidents/schema';

export const metadata: Metadata = { title: 'Incidents' };

export default async function IncidentsPage() {
  const ctx = await pageCtx('production.read');
  const all = prefetchPage(incidentsQuery('all'), () => listIncidents(ctx, IncidentsQuery.parse({})));
  return (
    <Hydrated queries={[all]}>
      <IncidentList mayWork={isAllowed(ctx.actor.role, 'incidents.work')} now={ctx.now.getTime()} />
    </Hydrated>
  );
}
