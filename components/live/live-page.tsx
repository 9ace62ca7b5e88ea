'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { parseAsString, useQueryState } from 'nuqs';
import { useState } from 'react';
import { liveColumns } from '#components/live/live-columns';
import { WhatChanged } from '#components/live/what-changed';
import { Badge } from '#components/ui/badge';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { ErrorState } from '#components/ui/error-state';
import { FilterBox } from '#components/ui/filter-box';
import { Notice } from '#components/ui/notice';
import { PageHeader } from '#components/ui/page-header';
import { TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { Time } from '#components/ui/time';
import { Tooltip } from '#components/ui/tooltip';
import type { LiveFunction, LiveFunctions } from '#lib/functions/answers';
import { liveFunctionsOptions } from '#lib/functions/client';

const RollBackDialog = dynamic(
  () => import('#components/live/roll-back-dialog').then((file) => file.RollBackDialog),
  { ssr: false },
);
const FunctionSheet = dynamic(
  () => import('#components/live/function-sheet').then((file) => file.FunctionSheet),
  { ssr: false },
);

/** What serves production, function by function, and the one thing to do about it. */
export function LivePage({ mayChange }: { mayChange: boolean }) {
  const live = useQuery(liveFunctionsOptions());
  return (
    <>
      <PageHeader
        title="Live"
        subtitle="What serves production, function by function: its version, since when, and whether it hurts. Red first."
        marks={live.data?.cloud === 'sandbox' ? <Badge tone="attention">Sandbox</Badge> : null}
      />
      {live.data?.cloud === 'sandbox' ? (
        <Notice className="mb-4">
          This is a sandbox that behaves like AWS, with functions and calls of its own. Nothing here reaches
          production.
        </Notice>
      ) : null}
      {live.error ? (
        <ErrorState error={live.error} doing="load what is live" onRetry={() => void live.refetch()} />
      ) : null}
      {live.data?.problem ? (
        <Notice tone="bad" role="alert" className="mb-4">
          {live.data.problem} What is shown was read{' '}
          {live.data.readAt ? <Time at={live.data.readAt} /> : 'never'}.
        </Notice>
      ) : null}
      {live.data ? <Fleet live={live.data} mayChange={mayChange} /> : null}
      {live.isPending ? <TableSkeleton rows={12} label="Loading what is live" /> : null}
      <WhatChanged />
    </>
  );
}

function Fleet({ live, mayChange }: { live: LiveFunctions; mayChange: boolean }) {
  const [filter, setFilter] = useQueryState('q', parseAsString.withDefault(''));
  const [open, setOpen] = useQueryState('function', parseAsString.withOptions({ history: 'push' }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [rolling, setRolling] = useState<readonly LiveFunction[] | null>(null);
  const [asked, setAsked] = useQueryState('rollback', parseAsString);
  const isReading = live.readAt === null && live.problem === null;
  const rows = live.functions.filter(({ name }) => name.includes(filter.trim()));
  const named = mayChange ? live.functions.filter(({ name }) => name === asked) : [];
  const going = rolling ?? (named.length > 0 ? named : null);
  const picked = live.functions.filter(({ name }) => chosen.has(name));
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    setChosen(next);
  };
  const columns = [
    ...(mayChange ? [chooseColumn(chosen, toggle)] : []),
    ...liveColumns((name) => void setOpen(name), live.readAt !== null),
    ...(mayChange ? [deedColumn((row) => setRolling([row]))] : []),
  ];
  return (
    <>
      <div className="mb-3 flex flex-wrap items-end gap-3">
        <FilterBox label="Filter by name" value={filter} onValue={(value) => void setFilter(value)} />
        {picked.length > 0 ? (
          <Button variant="danger" onClick={() => setRolling(picked)}>
            Roll back {picked.length === 1 ? '1 function' : `${picked.length} functions`}
          </Button>
        ) : null}
        <p role="status" className="text-12 text-ink-3">
          {isReading ? readingWords(live) : null}
          {!isReading && live.readAt ? (
            <>
              {rows.length} of {live.functions.length}, read <Time at={live.readAt} />
            </>
          ) : null}
        </p>
      </div>
      {live.functions.length > 0 || isReading ? (
        <Table
          caption="Functions"
          columns={columns}
          rows={rows}
          rowKey={({ name }) => name}
          empty={isReading ? 'Reading the functions …' : `No function is called "${filter}".`}
        />
      ) : (
        <EmptyState title="No function has an alias live">
          Flightdeck watches the functions of {live.region} that have an alias named live. Make one with the
          AWS command line: aws lambda create-alias --name live.
        </EmptyState>
      )}
      {going ? (
        <RollBackDialog
          functions={going}
          onClose={() => {
            setRolling(null);
            void setAsked(null);
          }}
        />
      ) : null}
      <FunctionSheet
        found={live.functions.find(({ name }) => name === open)}
        mayChange={mayChange}
        onClose={() => void setOpen(null)}
      />
    </>
  );
}

function readingWords({ functions, expected }: LiveFunctions): string {
  return expected === null ? 'Listing the functions …' : `${functions.length} of ${expected} read …`;
}

function chooseColumn(chosen: ReadonlySet<string>, toggle: (name: string) => void): Column<LiveFunction> {
  return {
    id: 'choose',
    header: 'Pick',
    width: 'w-14',
    hideBelow: 'sm',
    cell: ({ name }) => (
      <input
        type="checkbox"
        aria-label={`Choose ${name}`}
        className="size-4 accent-accent"
        checked={chosen.has(name)}
        onChange={() => toggle(name)}
      />
    ),
  };
}

function deedColumn(onRollBack: (row: LiveFunction) => void): Column<LiveFunction> {
  return {
    id: 'deed',
    header: 'Action',
    align: 'end',
    width: 'w-28',
    cell: (row) =>
      row.rollback.toVersion === null ? (
        <Tooltip isFocusable content={row.rollback.why}>
          <span className="text-ink-3">No target</span>
        </Tooltip>
      ) : (
        <Button size="small" aria-label={`Roll back ${row.name}`} onClick={() => onRollBack(row)}>
          Roll back
        </Button>
      ),
  };
}
