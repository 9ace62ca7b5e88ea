'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { TimeMarkingContext } from '#components/charts/time-marking';
import { NoteActions } from '#components/notes/note-actions';
import { NoteLink } from '#components/notes/note-link';
import { NoteTime } from '#components/notes/note-time';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import { ShowMore } from '#components/ui/show-more';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { notesQuery } from '#lib/notes/client';
import type { TimeNote } from '#lib/notes/schema';

const COLUMNS: Column<TimeNote>[] = [
  {
    id: 'when',
    header: 'When',
    width: 'w-32 sm:w-48',
    sortBy: ({ time, day }) => time ?? day,
    cell: ({ time, day }) => <NoteTime time={time} day={day} />,
  },
  {
    id: 'text',
    header: 'What happened',
    isRowHeader: true,
    cell: ({ text, href, createdBy }) => (
      <div className="py-1.5 font-normal wrap-anywhere">
        {text} {href ? <NoteLink href={href} label={text} /> : null}
        <span className="block text-12 text-ink-3 sm:hidden">{createdBy}</span>
      </div>
    ),
  },
  { id: 'by', header: 'By', hideBelow: 'sm', width: 'w-40', cell: ({ createdBy }) => createdBy },
];

/** Everything that people know of times, the latest first. */
export function NoteList({ mayEdit }: { mayEdit: boolean }) {
  const list = useInfiniteQuery(notesQuery());
  const add = useAddNote();
  const columns = mayEdit ? [...COLUMNS, actionsColumn] : COLUMNS;
  return (
    <>
      <PageHeader
        title="Notes"
        subtitle="What people know of a day or a moment, drawn as a thin line on every chart over time."
        actions={add}
      />
      <Answered
        query={list}
        doing="load the notes"
        skeleton={<TableSkeleton rows={6} label="Loading the notes" />}
      >
        {({ pages }) => {
          const notes = pages.flatMap((page) => page.notes);
          if (notes.length === 0) return <NoNotes add={add} />;
          return (
            <Table
              caption="Notes, the latest first"
              columns={columns}
              rows={notes}
              rowKey={({ id, version }) => `${id} ${version}`}
            />
          );
        }}
      </Answered>
      <ShowMore list={list}>Show older notes</ShowMore>
    </>
  );
}

const actionsColumn: Column<TimeNote> = {
  id: 'actions',
  header: 'Actions',
  align: 'end',
  width: 'w-20',
  cell: ({ id, text }) => <NoteActions id={id} text={text} />,
};

function useAddNote() {
  const { onAdd } = useContext(TimeMarkingContext);
  if (!onAdd) return null;
  return (
    <Button variant="primary" onClick={() => onAdd(new Date().toISOString().slice(0, 10))}>
      Add a note
    </Button>
  );
}

function NoNotes({ add }: { add: React.ReactNode }) {
  return (
    <EmptyState title="There are no notes yet" action={add}>
      A curve that jumps has a reason: a campaign, an outage, press. Write it down where everybody meets it,
      on the charts themselves.
    </EmptyState>
  );
}
