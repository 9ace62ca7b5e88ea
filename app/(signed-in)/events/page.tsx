import type { Metadata } from 'next';
import { EventsPage } from '#components/events/events-page';
import { filterOf, readEventsView, VIEW_KEYS } from '#components/events/events-view';
import { Hydrated, prefetch } from '#components/shell/hydrated';
import { eventVolumeQuery } from '#lib/events/client';
import { eventVolume } from '#lib/events/queries/event-volume';
import { pageCtx } from '#lib/http/page-ctx';

export const metadata: Metadata = { title: 'Events' };

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Events({ searchParams }: PageProps) {
  const ctx = await pageCtx('analytics.read');
  const given = await searchParams;
  const link = Object.fromEntries(VIEW_KEYS.map((key) => [key, [given[key]].flat()[0]]));
  const now = ctx.now.getTime();
  const filter = filterOf(readEventsView(link), now);
  return (
    <Hydrated queries={[prefetch(eventVolumeQuery(filter), () => eventVolume(ctx, filter))]}>
      <EventsPage now={now} />
    </Hydrated>
  );
}
