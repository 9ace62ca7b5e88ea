import type { TimeMarker } from '#components/charts/time-marker';
import type { TimeNote } from '#lib/notes/schema';

/** How markers that are notes say what they are; only these can be edited where they are read. */
export const NOTE_KIND = 'Note';

/** A note as charts draw it. */
export function noteMarker({ id, time, day, text, href, createdBy }: TimeNote): TimeMarker {
  return { id, kind: NOTE_KIND, time, day, label: text, href, by: createdBy };
}
