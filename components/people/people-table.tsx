'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { ApproverChanges } from '#components/people/approver-changes';
import { Answered } from '#components/shell/answered';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { peopleOptions } from '#lib/people/client';
import type { PersonView } from '#lib/people/schema';

const AddPerson = dynamic(() => import('#components/people/add-person').then((file) => file.AddPerson), {
  ssr: false,
});
const EditPerson = dynamic(() => import('#components/people/edit-person').then((file) => file.EditPerson), {
  ssr: false,
});

const columnsFor = (onOpen: (id: string) => void): Column<PersonView>[] => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    sortBy: (person) => person.name,
    cell: (person) => (
      <button
        type="button"
        onClick={() => onOpen(person.id)}
        className="min-h-6 rounded-box text-left font-medium text-accent-ink hover:underline"
      >
        {person.name}
      </button>
    ),
  },
  {
    id: 'email',
    header: 'E-mail',
    hideBelow: 'md',
    sortBy: ({ email }) => email,
    cell: ({ email }) => email,
  },
  { id: 'role', header: 'Role', sortBy: ({ role }) => role, cell: ({ role }) => role },
  {
    id: 'state',
    header: 'State',
    hint: 'Disabled people cannot sign in; approvers may approve changes to production.',
    cell: (person) => (
      <span className="flex items-center gap-1.5 text-ink-2">
        {person.isActive ? 'active' : <Badge tone="unknown">disabled</Badge>}
        {person.isApprover ? <Badge>approver</Badge> : null}
        {person.isDemo ? <Badge>demo</Badge> : null}
      </span>
    ),
  },
  {
    id: 'signed-in',
    header: 'Last sign-in',
    align: 'end',
    hideBelow: 'sm',
    sortBy: ({ lastSignInAt }) => (lastSignInAt ? Date.parse(lastSignInAt) : null),
    cell: ({ lastSignInAt }) =>
      lastSignInAt ? <Time at={lastSignInAt} /> : <span className="text-ink-3">never</span>,
  },
];

/** Everybody who may sign in, with the one who is looked at in the URL. */
export function PeopleTable({ myId }: { myId: string }) {
  const list = useInfiniteQuery(peopleOptions());
  const [openId, setOpenId] = useQueryState('person', parseAsString);
  const [isAdding, setAdding] = useState(false);
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  const columns = useMemo(() => columnsFor((id) => void setOpenId(id)), [setOpenId]);
  const open = people.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader
        title="People"
        subtitle="Everybody who may sign in. A change of role or access ends their sessions at once and is kept in the audit."
        actions={
          <Button variant="primary" onClick={() => setAdding(true)}>
            <UserPlus aria-hidden size={14} />
            Add person
          </Button>
        }
      />
      <ApproverChanges myId={myId} />
      <Answered
        query={list}
        doing="load the people"
        skeleton={<TableSkeleton rows={6} label="Loading people" />}
      >
        {() => (
          <Table
            caption="People"
            columns={columns}
            rows={people}
            rowKey={({ id }) => id}
            initialSort={{ columnId: 'name', direction: 'ascending' }}
          />
        )}
      </Answered>
      <ShowMore list={list} />
      {isAdding ? <AddPerson onClose={() => setAdding(false)} /> : null}
      {open ? <EditPerson key={open.id} person={open} onClose={() => void setOpenId(null)} /> : null}
    </>
  );
}
