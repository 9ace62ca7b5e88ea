import type { Metadata } from 'next';
import { PeopleTable } from '#components/people/people-table';
import { Hydrated, prefetch, prefetchPage } from '#components/shell/hydrated';
import { pageCtx } from '#lib/http/page-ctx';
import { approverChangesOptions, peopleOptions } from '#lib/people/client';
import { PageQuery } from '#lib/people/page-query';
import { listApproverChanges, listPeople } from '#lib/people/queries';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  const ctx = await pageCtx('people.manage');
  const queries = [
    prefetchPage(peopleOptions(), () => listPeople(ctx, PageQuery.parse({}))),
    prefetch(approverChangesOptions(), async () => ({ changes: await listApproverChanges(ctx) })),
  ];
  return (
    <Hydrated queries={queries}>
      <PeopleTable myId={ctx.actor.id} />
    </Hydrated>
  );
}
