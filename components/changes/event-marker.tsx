import { EVENT_KINDS } from '#components/changes/event-words';
import type { TimeMarker } from '#components/charts/time-marker';
import type { ProductionEvent } from '#lib/changes/answers';

/** Kinds that leave everything that serves as it is. */
const UNSEEN: readonly ProductionEvent['kind'][] = ['table-backup'];

/** What happened to production as charts over time draw it; what changed nothing that serves is left out. */
export function eventMarkers(events: readonly ProductionEvent[]): TimeMarker[] {
  return events
    .filter(({ kind }) => !UNSEEN.includes(kind))
    .map(({ id, at, kind, sentence, href, by }) => ({
      id,
      kind: EVENT_KINDS[kind],
      time: at,
      day: null,
      label: sentence,
      href,
      by,
    }));
}
