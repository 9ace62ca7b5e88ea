'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '#components/ui/button';
import { type Column, Table } from '#components/ui/table';
import type { SavedFeature, UnnamedEvents as Unnamed } from '#lib/adoption/answers';
import { formatCount } from '#lib/core/format';

const NameEvent = dynamic(() => import('#components/features/name-event').then((file) => file.NameEvent), {
  ssr: false,
});

interface UnnamedEventsProps {
  unnamed: Unnamed[];
  features: SavedFeature[];
  mayEdit: boolean;
}

/** Events that mean nothing to any feature, so that nothing is lost unseen. */
export function UnnamedEvents({ unnamed, features, mayEdit }: UnnamedEventsProps) {
  const [named, setNamed] = useState<Unnamed | null>(null);
  const isAddable = mayEdit && features.length > 0;
  const columns: Column<Unnamed>[] = [
    {
      id: 'type',
      header: 'Event type',
      isRowHeader: true,
      sortBy: ({ type }) => type,
      cell: ({ type, feature }) => (
        <>
          {type}
          <span className="block pb-1 font-normal text-12 text-ink-3 sm:hidden">
            {feature ?? 'no feature'}
          </span>
        </>
      ),
    },
    {
      id: 'feature',
      header: 'Feature',
      hideBelow: 'sm',
      sortBy: ({ feature }) => feature,
      cell: ({ feature }) => feature ?? <span className="text-ink-3">none</span>,
    },
    {
      id: 'count',
      header: 'Events',
      align: 'end',
      width: 'w-28',
      sortBy: ({ count }) => count,
      cell: ({ count }) => formatCount(count),
    },
    ...(isAddable
      ? [
          {
            id: 'add',
            header: 'Add',
            align: 'end' as const,
            width: 'sm:w-44',
            cell: (event: Unnamed) => (
              <Button
                size="small"
                aria-label={`Add ${event.type} to a feature`}
                onClick={() => setNamed(event)}
              >
                Add<span className="max-sm:hidden"> to a feature</span>…
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="unnamed" className="flex flex-col gap-3">
      <div>
        <h2 id="unnamed" className="font-semibold text-16">
          Events without a meaning
        </h2>
        <p className="max-w-prose text-14 text-ink-2">
          No definition and no funnel of a feature names them. They count among all events, and nowhere else.
        </p>
      </div>
      <Table
        caption="Events that no definition names"
        columns={columns}
        rows={unnamed}
        rowKey={({ type, feature }) => JSON.stringify([type, feature])}
        empty="Every event means something to a feature."
      />
      {named ? <NameEvent event={named} features={features} onClose={() => setNamed(null)} /> : null}
    </section>
  );
}
