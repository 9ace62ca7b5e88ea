'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { TROUBLE_WORDS } from '#components/sandbox/deeds';
import { Section } from '#components/sandbox/section';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { ErrorState } from '#components/ui/error-state';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { useToast } from '#components/ui/toast';
import { calmMutation, troublesOptions } from '#lib/rehearsals/client';
import type { ServedTrouble } from '#lib/rehearsals/schema';

/** What troubles functions from outside now, and its end. */
export function TroubleList() {
  const list = useQuery(troublesOptions());
  const calm = useMutation(calmMutation());
  const toast = useToast();
  const columns = troubleColumns((name) =>
    calm.mutate(name, { onSuccess: () => toast({ title: `${name} is left in peace` }) }),
  );
  return (
    <Section title="Trouble from outside">
      <Answered
        query={list}
        doing="load what is in trouble"
        skeleton={<TableSkeleton rows={2} label="Loading what is in trouble" />}
      >
        {({ troubles }) =>
          troubles.length === 0 ? (
            <p className="text-14 text-ink-2">Nothing is in trouble from outside now.</p>
          ) : (
            <Table
              caption="Functions in trouble"
              columns={columns}
              rows={troubles}
              rowKey={({ function: name }) => name}
            />
          )
        }
      </Answered>
      {calm.error ? <ErrorState isInline error={calm.error} doing="end the trouble" /> : null}
    </Section>
  );
}

function troubleColumns(onEnd: (name: string) => void): Column<ServedTrouble>[] {
  return [
    {
      id: 'function',
      header: 'Function',
      isRowHeader: true,
      cell: ({ function: name }) => <span className="break-all font-mono">{name}</span>,
    },
    { id: 'kind', header: 'What', cell: ({ kind }) => TROUBLE_WORDS[kind] },
    { id: 'to', header: 'Ends', hideBelow: 'sm', width: 'w-36', cell: ({ to }) => <Time at={to} /> },
    {
      id: 'end',
      header: 'Action',
      align: 'end',
      width: 'w-28',
      cell: ({ function: name }) => (
        <Button size="small" aria-label={`End the trouble of ${name}`} onClick={() => onEnd(name)}>
          End it
        </Button>
      ),
    },
  ];
}
