'use client';

import { useQuery } from '@tanstack/react-query';
import type { Route } from 'next';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { EVENT_KINDS, eventState } from '#components/changes/event-words';
import { Answered } from '#components/shell/answered';
import { Badge } from '#components/ui/badge';
import { Select } from '#components/ui/select';
import { TableSkeleton } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import type { ProductionEvent } from '#lib/changes/answers';
import { recentEventsOptions } from '#lib/changes/client';

const PERIODS = [
  { value: '2h', label: 'in the last 2 hours' },
  { value: '24h', label: 'in the last 24 hours' },
  { value: '7d', label: 'in the last 7 days' },
] as const;
const HOURS = { '2h': 2, '24h': 24, '7d': 168 } as const;

/** Everything that happened to production lately, whoever did it: the first thing to ask when something hurts. */
export function WhatChanged() {
  const parser = parseAsStringLiteral(['2h', '24h', '7d']).withDefault('24h');
  const [period, setPeriod] = useQueryState('changed', parser);
  const recent = useQuery(recentEventsOptions(HOURS[period]));
  return (
    <section aria-labelledby="what-changed" className="mt-8">
      <div className="mb-2 flex flex-wrap items-center gap-3">
        <h2 id="what-changed" className="font-semibold text-16">
          What changed
        </h2>
        <Select
          aria-label="Since when"
          options={PERIODS}
          value={period}
          onValueChange={(value) => void setPeriod(value)}
        />
      </div>
      <Answered
        query={recent}
        doing="load what changed"
        skeleton={<TableSkeleton rows={3} label="Loading what changed" />}
      >
        {({ events }) =>
          events.length === 0 ? (
            <p className="text-14 text-ink-2">
              Nothing was changed from here, and no alias was seen to move. If something hurts, it comes from
              elsewhere: data, traffic, or a service that the functions call.
            </p>
          ) : (
            <ol className="divide-y divide-line rounded-box border border-line bg-surface">
              {events.map((event) => (
                <Line key={event.id} event={event} />
              ))}
            </ol>
          )
        }
      </Answered>
    </section>
  );
}

function Line({ event }: { event: ProductionEvent }) {
  const state = eventState(event);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2 text-14">
      <span className="w-28 shrink-0 text-12 text-ink-3">
        <Time at={event.at} />
      </span>
      <span className="min-w-0 grow wrap-anywhere">
        <span className="text-ink-3">{EVENT_KINDS[event.kind]}: </span>
        <Link href={event.href as Route} className="font-medium hover:underline">
          {event.sentence}
        </Link>{' '}
        <span className="text-12 text-ink-2">by {event.by}</span>
        {event.details.length > 0 ? (
          <span className="block text-12 text-ink-2">{event.details.join(' · ')}</span>
        ) : null}
      </span>
      {state ? <Badge tone={state.tone}>{state.words}</Badge> : null}
    </li>
  );
}
