'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answered } from '#components/shell/answered';
import { Button } from '#components/ui/button';
import { ExportCsv } from '#components/ui/export-csv';
import { Skeleton, TableSkeleton } from '#components/ui/skeleton';
import { type Column, Table } from '#components/ui/table';
import { formatCount, formatPercent } from '#lib/core/format';
import type { EventFilter, PropertiesAnswer, PropertyValues } from '#lib/events/catalog-schema';
import { propertiesQuery } from '#lib/events/client';

const SHOWN_AT_FIRST = 12;
const NAMED = 3;
// These are filters of the page, and every event has them or is counted by them.
const OF_THE_PAGE = ['type', 'feature', 'userId'];

/** What events carry with them: how often it is missing, and its commonest values. */
export function PropertiesTable({ filter }: { filter: EventFilter }) {
  const found = useQuery(propertiesQuery(filter));
  return (
    <div>
      <p className="mb-2 text-14 text-ink-2">
        What the events of these days carry, of those that meet the filter. Choose a type to see what is
        missing there.
      </p>
      <Answered
        query={found}
        doing="load the properties"
        skeleton={<TableSkeleton rows={6} label="Loading the properties" />}
      >
        {(answer) => <Properties answer={answer} filter={filter} />}
      </Answered>
    </div>
  );
}

function Properties({ answer, filter }: { answer: PropertiesAnswer; filter: EventFilter }) {
  const [isWhole, setWhole] = useState(false);
  const names = [...answer.properties, ...answer.fields.filter((name) => !OF_THE_PAGE.includes(name))];
  const shown = isWhole ? names : names.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <Table
        caption="Properties"
        columns={columnsFor(filter)}
        rows={shown}
        rowKey={(name) => name}
        details={(name) => <Values filter={filter} property={name} />}
        empty="No event meets this, or none carries properties."
      />
      {shown.length < names.length ? (
        <Button className="mt-3" onClick={() => setWhole(true)}>
          Show all {formatCount(names.length)}
        </Button>
      ) : null}
    </>
  );
}

function columnsFor(filter: EventFilter): Column<string>[] {
  return [
    {
      id: 'name',
      header: 'Property',
      isRowHeader: true,
      cell: (name) => <code className="font-mono text-12 wrap-anywhere">{name}</code>,
    },
    {
      id: 'missing',
      header: 'Missing',
      hint: 'The share of events without it: absent, null or empty.',
      align: 'end',
      width: 'w-24',
      cell: (property) => (
        <Detail filter={filter} property={property}>
          {({ missingShare }) => formatPercent(missingShare)}
        </Detail>
      ),
    },
    {
      id: 'distinct',
      header: 'Values',
      hint: 'How many different values there are.',
      align: 'end',
      width: 'w-24',
      hideBelow: 'sm',
      cell: (property) => (
        <Detail filter={filter} property={property}>
          {({ distinct }) => formatCount(distinct)}
        </Detail>
      ),
    },
    {
      id: 'commonest',
      header: 'Commonest',
      hideBelow: 'sm',
      cell: (property) => (
        <Detail filter={filter} property={property}>
          {({ values }) => (
            <span className="block max-w-md truncate text-ink-2">
              {values.length === 0
                ? 'none'
                : values
                    .slice(0, NAMED)
                    .map(({ value }) => value)
                    .join(' · ')}
            </span>
          )}
        </Detail>
      ),
    },
  ];
}

interface DetailProps {
  filter: EventFilter;
  property: string;
  children: (detail: PropertyValues) => React.ReactNode;
}

/** One property's figures: each is asked for by itself, so that the first are there before the last is counted. */
function Detail({ filter, property, children }: DetailProps) {
  const { data, error } = useQuery(propertiesQuery({ ...filter, property }));
  if (data?.detail) return children(data.detail);
  if (error) return <span className="text-ink-3">no data</span>;
  return <Skeleton className="inline-block h-4 w-16" />;
}

function Values({ filter, property }: Omit<DetailProps, 'children'>) {
  return (
    <Detail filter={filter} property={property}>
      {(detail) => <ValueList detail={detail} />}
    </Detail>
  );
}

function ValueList({ detail: { property, values, distinct, missingShare } }: { detail: PropertyValues }) {
  const carried = values.reduce((sum, { count }) => sum + count, 0);
  if (values.length === 0) return <p className="text-14 text-ink-2">No event carries a value of it.</p>;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-3 text-12 text-ink-2">
        <span>
          {distinct > values.length
            ? `The commonest ${values.length} of ${formatCount(distinct)} values.`
            : `${formatCount(distinct)} ${distinct === 1 ? 'value' : 'values'}.`}{' '}
          Missing in {formatPercent(missingShare)} of events.
        </span>
        <ExportCsv
          name={`values of ${property}`}
          head={['value', 'events']}
          rows={() => values.map(({ value, count }) => [value, count])}
        />
      </div>
      <Table
        caption={`Values of ${property}`}
        columns={[
          {
            id: 'value',
            header: 'Value',
            isRowHeader: true,
            cell: ({ value }) => <span className="wrap-anywhere">{value}</span>,
          },
          { id: 'count', header: 'Events', align: 'end', cell: ({ count }) => formatCount(count) },
          {
            id: 'share',
            header: 'Share',
            hint: 'Of the events with one of these values.',
            align: 'end',
            cell: ({ count }) => formatPercent(count / carried),
          },
        ]}
        rows={values}
        rowKey={({ value }) => value}
        className="max-h-80 overflow-y-auto"
      />
    </div>
  );
}
