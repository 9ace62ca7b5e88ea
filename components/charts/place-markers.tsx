import { bucketAt, bucketOfDay } from '#components/charts/buckets';
import type { PlacedMarkers, TimeMarker } from '#components/charts/time-marker';

/** The markers of each bucket that has some, in order of time; those outside of all buckets are left out. */
export function placeMarkers(starts: readonly string[], markers: readonly TimeMarker[]): PlacedMarkers[] {
  const byStart = new Map<string, TimeMarker[]>();
  const inOrder = [...markers].sort((a, b) => (a.time ?? a.day ?? '').localeCompare(b.time ?? b.day ?? ''));
  for (const marker of inOrder) {
    const { time, day } = marker;
    const start = starts[time === null ? bucketOfDay(starts, day ?? '') : bucketAt(starts, time)];
    if (start === undefined) continue;
    byStart.set(start, [...(byStart.get(start) ?? []), marker]);
  }
  return starts.flatMap((start) => {
    const found = byStart.get(start);
    return found ? [{ start, markers: found }] : [];
  });
}
