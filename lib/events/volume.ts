import { bucketStarts } from '#lib/events/bucket-starts';
import type { VolumeAnswer, VolumeInterval, VolumeSeries } from '#lib/events/catalog-schema';

interface VolumeRow {
  event_type: string | null;
  feature_name: string | null;
  /** Seconds since 1970. */
  bucket: number | null;
  events: number | null;
  last_seen: number | null;
}

const MOST_SERIES = 200;

/** Counts over time, of all and of each type and feature, from one row for each of them and each bucket. */
export function foldVolume(
  rows: VolumeRow[],
  period: { from: string; to: string },
  interval: VolumeInterval,
): Omit<VolumeAnswer, 'meta'> {
  const starts = bucketStarts(period, interval);
  const places = new Map(starts.map((start, index) => [start, index]));
  const counts = starts.map(() => 0);
  const byName = new Map<string, VolumeSeries>();
  for (const row of rows) {
    const place = places.get(Math.round((row.bucket ?? 0) * 1000)) ?? 0;
    const count = row.events ?? 0;
    const series = seriesOf(byName, row, starts.length);
    const lastSeen = new Date(Math.round((row.last_seen ?? 0) * 1000)).toISOString();
    if (lastSeen > series.lastSeen) series.lastSeen = lastSeen;
    series.count += count;
    series.counts[place] = (series.counts[place] ?? 0) + count;
    counts[place] = (counts[place] ?? 0) + count;
  }
  const all = [...byName.values()].sort((a, b) => b.count - a.count || (nameOf(a) < nameOf(b) ? -1 : 1));
  const rest = all.slice(MOST_SERIES);
  return {
    interval,
    starts: starts.map((start) => new Date(start).toISOString()),
    counts,
    total: counts.reduce((sum, count) => sum + count, 0),
    series: all.slice(0, MOST_SERIES),
    others: { series: rest.length, count: rest.reduce((sum, { count }) => sum + count, 0) },
  };
}

function seriesOf(byName: Map<string, VolumeSeries>, row: VolumeRow, buckets: number): VolumeSeries {
  const made = {
    type: row.event_type ?? '',
    feature: row.feature_name,
    count: 0,
    lastSeen: '',
    counts: Array.from({ length: buckets }, () => 0),
  };
  const known = byName.get(nameOf(made));
  if (known) return known;
  byName.set(nameOf(made), made);
  return made;
}

function nameOf({ type, feature }: { type: string; feature: string | null }): string {
  return JSON.stringify([type, feature]);
}
