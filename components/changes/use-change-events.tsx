'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { changeKeys } from '#lib/changes/client';
import type { ToldEvent } from '#lib/changes/told-event';

/** What a change tells, from its beginning on; the browser goes on after the last one it saw when it was cut off. */
export function useChangeEvents(id: string, isBegun: boolean): ToldEvent[] {
  const [events, setEvents] = useState<ToldEvent[]>([]);
  const client = useQueryClient();
  useEffect(() => {
    if (!isBegun) return;
    const source = new EventSource(`/api/changes/${id}/events`);
    source.onmessage = ({ data }) => {
      const told = JSON.parse(data) as ToldEvent;
      setEvents((before) => (before.some((one) => one.id === told.id) ? before : [...before, told]));
      void client.invalidateQueries({ queryKey: [...changeKeys.all, id] });
    };
    source.addEventListener('end', () => source.close());
    return () => source.close();
  }, [id, isBegun, client]);
  return events;
}
